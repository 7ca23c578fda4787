"""The office's own forms: Word and Excel files of others, whose expressions are filled from a ledger."""
