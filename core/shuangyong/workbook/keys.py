"""Two forms of what people type, both for comparing only: ``fold`` for values, ``key`` for names.

Neither is ever stored: NFKC makes 12户 of ①2户 and three dots of an ellipsis.
"""

import functools
import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " ", 0xFFE5: "¥"}
_FOLDING = _FULL_WIDTH | _INVISIBLE

#: Brackets are one kind; quotation marks, and the star and colon that forms put around labels, are none.
_UNIFIED = str.maketrans("[]{}【】〔〕〖〗「」", "()()()()()()", "“”‘’\"'*:")
_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")


def fold(text: str) -> str:
    """Return the text with full-width characters as ASCII; other scripts' digits and ① stay what they are."""
    return (text if text.isascii() else text.translate(_FOLDING)).strip()


@functools.lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Return what two spellings of one label or choice have in common."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).translate(_UNIFIED).casefold()
