"""The store: originals that never change, and one SQLite database of what was received, decided and done."""
