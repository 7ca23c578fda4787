"""Which number formats show a number as a date or a time of day."""

import re
from functools import lru_cache

_BUILT_IN = frozenset([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)])
"""Formats that no workbook spells out (ECMA-376 part 1, 18.8.30): 27-36 and 50-58 are the Chinese ones,
such as yyyy"年"m"月"d"日"; 46, [h]:mm:ss, is an elapsed time."""

_LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].', re.DOTALL)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_NO_DATE = re.compile(r"general|通用格式|[e][+-]", re.IGNORECASE)
_FRACTION = re.compile(r"[sS]\.0+")
_DATE = re.compile(r"[ymdhse]|aaa", re.IGNORECASE)


@lru_cache(1024)
def shows_date(identifier: int, code: str | None) -> bool:
    """Tell whether a format, its id and the code the workbook gives for it (if any), shows a date or time.

    An elapsed time ([h]:mm) is an amount, not a date. A format that also has digit places (0, #, ?) is none:
    Excel itself refuses to mix them.
    """
    if code is None:
        return identifier in _BUILT_IN
    first = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(first):
        return False
    bare = _FRACTION.sub("s", _NO_DATE.sub("", _BRACKETS.sub("", first)))
    return bool(_DATE.search(bare)) and not any(place in bare for place in "0#?")
