"""Jinja's tags in a text, found in one pass however hostile the text is."""

import re
from collections.abc import Callable, Iterator

_PAIRS = {"{{": "}}", "{%": "%}", "{#": "#}"}
#: What a Chinese keyboard makes of the signs of a tag.
_SIGNS = str.maketrans("｛｝％", "{}%")
#: A name between single braces, as somebody writes who means a tag.
_SINGLE = re.compile(r"(?<!\{)\{\s*+(\w++)(?:\.\w++)*+\s*+\}(?!\})")
#: What Word and WPS make of straight quotes.
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def tags(text: str) -> list[str]:
    """Return the expressions and statements of a text as they are written; one that is not closed goes to its end."""
    return [text[start:end] for start, end in _spans(text) if narrow(text[start : start + 2]) != "{#"]


def narrow(text: str) -> str:
    """Return a text whose braces and per cent signs are those of tags."""
    return text.translate(_SIGNS)


def mended(tag: str) -> str:
    """Return a tag that begins and ends with the signs of tags."""
    return narrow(tag[:2]) + tag[2:-2] + narrow(tag[-2:])


def singles(text: str) -> list[tuple[str, str]]:
    """Return what stands between single braces and looks like a name: as it is written, and its first word."""
    return [(match[0], match[1]) for match in _SINGLE.finditer(mapped(text, lambda _: ""))]


def is_template(text: str) -> bool:
    """Tell whether a text has something to fill in, or something that was meant to be."""
    there = narrow(text)
    return "{{" in there or "{%" in there or bool(_SINGLE.search(text))


def is_closed(text: str) -> bool:
    """Tell whether every tag of a text ends in it."""
    there = narrow(text)
    return all(there.endswith(_PAIRS[there[start : start + 2]], start + 2, end) for start, end in _spans(text))


def mapped(text: str, change: Callable[[str], str]) -> str:
    """Return a text with each of its tags changed."""
    made, place = [], 0
    for start, end in _spans(text):
        made += [text[place:start], change(text[start:end])]
        place = end
    return "".join([*made, text[place:]])


def straight(tag: str) -> str:
    """Return a tag with straight quotes."""
    return tag.translate(_QUOTES)


def opens(tag: str) -> bool:
    """Tell whether a tag begins a loop."""
    return _word(tag) == "for"


def closes(tag: str) -> bool:
    """Tell whether a tag ends a loop."""
    return _word(tag) == "endfor"


def _word(tag: str) -> str:
    return next(iter(tag[2:-2].strip("+- \t\x0b\n").split(None, 1)), "") if tag.startswith("{%") else ""


def _spans(written: str) -> Iterator[tuple[int, int]]:
    text = narrow(written)
    start = text.find("{")
    while start >= 0:
        closing = _PAIRS.get(text[start : start + 2])
        if closing is None:
            start = text.find("{", start + 1)
            continue
        end = text.find(closing, start + 2)
        end = len(text) if end < 0 else end + 2
        yield start, end
        start = text.find("{", end)
