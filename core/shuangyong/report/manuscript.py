"""What a section template prints: runs that travel through Markdown untouched, and the blanks that it missed."""

import re
from collections.abc import Iterator

from ..model.problems import Problem
from .document import FigureRun, Text

# Data never hold these characters: they are taken out of everything that is printed.
_OPEN, _CLOSE = "\x02", "\x03"
_INSET = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffc\ufffe\uffff\ud800-\udfff]"
)
_LINE_END = re.compile(r"\s*[\r\n]+\s*")
_ENDS_A_CLAUSE = tuple("，、；：。！？,;:.!?（《“")


class Manuscript:
    """Runs by number, and what has to be filled in before the document may leave.

    A template's output is Markdown, but what it prints with ``{{ }}`` is data: it is kept here and stands in the
    output as an inset, a number between two control characters, so that nothing in it is ever read as markup.
    """

    def __init__(self) -> None:
        self._runs: list[Text | FigureRun] = []
        self._needed: dict[Problem, None] = {}

    @property
    def needed(self) -> tuple[Problem, ...]:
        """The blanks that a template printed, each once, in reading order."""
        return tuple(self._needed)

    def need(self, problem: Problem) -> None:
        """Note a blank that has to be filled in."""
        self._needed.setdefault(problem)

    def inset(self, run: Text | FigureRun) -> str:
        """Keep a run and return what stands for it."""
        self._runs.append(run)
        return f"{_OPEN}{len(self._runs) - 1}{_CLOSE}"

    def inert(self, text: str) -> str:
        """Return a text whose every part is an inset; the insets in it stay as they are."""
        parts = _INSET.split(text)
        made = []
        for place, part in enumerate(parts):
            if place % 2:
                made.append(f"{_OPEN}{part}{_CLOSE}")
            elif part:
                made.append(self.inset(Text(printable(_LINE_END.sub("", part)))))
        return "".join(made)

    def split(self, text: str) -> Iterator[str | Text | FigureRun]:
        """Yield the template's own words, and the runs that insets stand for."""
        for place, part in enumerate(_INSET.split(text)):
            if place % 2:
                yield self._runs[int(part)]
            elif part:
                yield part


def printable(text: str) -> str:
    """Return a text without the characters that no document can hold."""
    return _UNPRINTABLE.sub("", text)


def clean(text: str) -> str:
    """Return what a person typed as one line without characters that no document can hold.

    Lines of a cell become clauses: a semicolon stands where a line ends without a mark of its own.
    """
    lines = [line for line in _LINE_END.split(printable(text).strip()) if line]
    clauses = [line if line.endswith(_ENDS_A_CLAUSE) else f"{line}；" for line in lines[:-1]]
    return "".join([*clauses, *lines[-1:]])
