"""Writing a calendar in the format that is asked for."""

from collections.abc import Callable, Mapping

from .entries import Calendar
from .ics import ics
from .markdown import markdown
from .page import page

#: By format what people call it, and what writes it.
WRITERS: Mapping[str, tuple[str, Callable[[Calendar], bytes]]] = {
    "ics": ("手机日历", ics),
    "html": ("年历", page),
    "md": ("文字", markdown),
}


def written(calendar: Calendar, form: str) -> bytes:
    """Return a calendar as ics, html or md.

    Raises:
        KeyError: It is written in no such format.
    """
    return WRITERS[form][1](calendar)
