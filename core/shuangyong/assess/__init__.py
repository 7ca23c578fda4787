"""Assessment: standards as data, what a ledger scores by them, and what is missing."""
