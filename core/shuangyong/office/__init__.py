"""The city office: taking ledgers in, watching who is missing, settling overlaps, rolling up, publishing."""
