"""Pages of their own that plugins add: who sees them, how they look, and what becomes of one that fails."""
