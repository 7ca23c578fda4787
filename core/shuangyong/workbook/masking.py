"""Personal values in messages: enough to find the cell, too little to know the person."""

from ..model.fields import Field
from ..model.privacy import HIDDEN_TROOPS, find_private, without_designations

_SHOWN = 40


def mask(text: str) -> str:
    """Return the text with its middle hidden: 1101**********4514, 138****5678, 张**."""
    head, tail = (4, 4) if len(text) >= 15 else (3, 4) if len(text) >= 9 else (1, 0)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :] if len(text) > 1 else "*"


def discreet(text: str, field: Field | None = None) -> str:
    """Return a cell's text as a problem may hold it: personal numbers and all of a sensitive cell masked."""
    if field is not None and field.sensitive:
        return mask(text)
    for span in reversed(find_private(text)):
        instead = HIDDEN_TROOPS if span.what == "部队番号" else mask(text[span.start : span.end])
        text = text[: span.start] + instead + text[span.end :]
    return without_designations(text, HIDDEN_TROOPS) if field is not None and field.designation else text


def shown(text: str, field: Field | None = None) -> str:
    """Return a cell's text as a message quotes it: discreet, on one line, and not too long."""
    line = " ".join(discreet(text, field).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
