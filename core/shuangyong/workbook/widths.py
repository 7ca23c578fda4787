"""How much room a text takes in a column: a Chinese character two places, a Latin letter or digit one."""

import unicodedata


def places(text: str) -> int:
    """Return how many places the longest line of a text takes."""
    return max(map(_places, text.split("\n")))


def lines(text: str, width: float) -> int:
    """Return how many lines a text is broken into in a column that is so many places wide."""
    return sum(max(1, -(-_places(line) // max(1, int(width)))) for line in text.split("\n"))


def _places(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)
