"""Taking ledgers in: finding files, examining each in a bounded worker, judging, storing."""
