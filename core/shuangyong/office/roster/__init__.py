"""The roster: which units are expected, where they belong, and until when they may send."""
