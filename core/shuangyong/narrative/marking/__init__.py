"""Findings as comments in the sender's own Word document."""
