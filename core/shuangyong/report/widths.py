"""How wide a text is in type: a Chinese character is one wide, a Latin letter or digit half."""

import unicodedata


def width(text: str) -> float:
    """Return the width of a text in Chinese characters; quotes and dashes are full-width, as Chinese type sets them."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)
