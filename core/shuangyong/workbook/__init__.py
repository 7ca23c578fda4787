"""What a clerk has written into an Excel ledger, in and out."""
