"""Jinja's tags in a text, found in one pass however hostile the text is."""

from collections.abc import Callable, Iterator

_PAIRS = {"{{": "}}", "{%": "%}", "{#": "#}"}
#: What Word and WPS make of straight quotes.
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def tags(text: str) -> list[str]:
    """Return the expressions and statements of a text; one that is not closed goes to its end."""
    return [text[start:end] for start, end in _spans(text) if not text.startswith("{#", start)]


def is_closed(text: str) -> bool:
    """Tell whether every tag of a text ends in it."""
    return all(text.endswith(_PAIRS[text[start : start + 2]], start + 2, end) for start, end in _spans(text))


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


def _spans(text: str) -> Iterator[tuple[int, int]]:
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
