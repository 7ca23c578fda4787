"""Composing documents out of ledgers, and writing them."""
