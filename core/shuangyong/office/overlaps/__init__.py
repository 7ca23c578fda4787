"""Overlaps: one activity told by several units, what the office decides of it, and what that takes out of the sums."""
