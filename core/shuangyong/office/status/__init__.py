"""Status: who sent what a year's ledger asks, who is missing, late, returned or locked."""
