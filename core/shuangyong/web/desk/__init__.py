"""Pages about one ledger that lies open: the same for a unit's officer in the portal and for a clerk with a file."""
