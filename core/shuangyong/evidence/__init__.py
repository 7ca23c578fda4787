"""Evidence: the pictures and files that stand behind the rows of a ledger, found, checked, stripped and listed."""
