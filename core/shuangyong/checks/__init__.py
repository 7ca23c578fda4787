"""Rules across cells, rows and sheets."""
