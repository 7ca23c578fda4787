"""The office's other acts on a store: returning, unlocking, reading the audit, verifying, backing up."""
