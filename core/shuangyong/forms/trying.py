"""Filling a form on trial, to name every expression that can be read and not be filled."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from jinja2 import TemplateSyntaxError

from ..model.problems import Problem, warning
from .budget import BUDGET, Budget
from .mistakes import MISTAKES, why
from .sandbox import FormEnvironment
from .tags import mapped, tags

#: All that a trial may take: it finds the more, the more often it may begin again.
SECONDS = 6.0
_LOOP = re.compile(r"(\{%[-+]?\s*+for\s.+?\sin\s)", re.DOTALL)
_CONDITION = re.compile(r"(\{%[-+]?\s*+(?:el)?if)\s")


@attrs.frozen
class Trial:
    """A ledger that forms are filled from on trial; nothing is written.

    Attributes:
        environment: The sandbox.
        context: What the names of a form stand for, with the budget of the filling in it.
        said: Begins what is said of a fault.
        until: When to stop looking.
    """

    environment: FormEnvironment
    context: Mapping[str, Any]
    said: str = "这里填不了"
    until: float = attrs.field(factory=lambda: time.monotonic() + SECONDS)

    def faults(self, lines: Sequence[str], wrong: Sequence[Mapping[int, object]]) -> Iterator[tuple[int, int, str]]:
        """Yield the tags that cannot be filled, by line and place in it from 0, with the reason.

        What fails is left out and the rest is filled again, until nothing fails any more.

        Args:
            lines: A piece of the form.
            wrong: For each line, the places of the tags that are known to be wrong.
        """
        trying = _Trying.of(lines)
        known = [place for place in trying.places if place[1] in wrong[place[0]]]
        if not all(map(trying.leave_out, known)):
            return
        while (found := self._first(trying)) is not None:
            place, fault = found
            yield *place, f"{self.said}：{fault}"
            if not trying.leave_out(place):
                return

    def _first(self, trying: "_Trying") -> tuple[tuple[int, int], str] | None:
        """Return the tag that fails first and why; None where none does, or which one cannot be told."""
        budget = Budget(self.context[BUDGET].manuscript, until=self.until)
        try:
            self.environment.from_string(trying.source()).render({**self.context, BUDGET: budget})
        except TemplateSyntaxError:
            return None  # it is told without a trial
        except MISTAKES as cause:
            place = trying.place(_line(cause))
            return (place, why(cause)) if place and not self._over else None
        return None

    @property
    def unfinished(self) -> list[Problem]:
        """A warning where time ran out before everything was found."""
        message = "这份表样错处很多，没有一次查完。"
        return [warning("form-unfinished", message, "请先改好列出的这些，再查一次。")] if self._over else []

    @property
    def _over(self) -> bool:
        return time.monotonic() > self.until


@attrs.define
class _Trying:
    """A piece whose every tag begins a line of its own, so that the line of a fault tells the tag.

    Attributes:
        written: The lines.
        places: By a tag's line in the form and its place in that, the index of its own line.
    """

    written: list[str]
    places: dict[tuple[int, int], int]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "_Trying":
        """Return a piece of these lines."""
        written = [""]
        places: dict[tuple[int, int], int] = {}
        for number, line in enumerate(lines):
            before, *begun = mapped(line.replace("\r", " "), lambda tag: f"\n{tag}").split("\n")
            written[-1] += before
            own = [place for place, text in enumerate(begun, len(written)) if tags(text)]  # a comment is none
            places |= {(number, index): place for index, place in enumerate(own)}
            written += begun
        return cls(written, places)

    def source(self) -> str:
        """Return the template."""
        return "\n".join(self.written)

    def place(self, line: int) -> tuple[int, int] | None:
        """Return the tag of a line of the template, counted from 1."""
        return next((place for place, index in self.places.items() if index == line - 1), None)

    def leave_out(self, place: tuple[int, int]) -> bool:
        """Make a tag do nothing; return whether that can be. Its place is forgotten: nothing fails there twice."""
        index = self.places.pop(place)
        text = self.written[index]
        (tag,) = tags(text)
        idle = "" if tag.startswith("{{") else _idle(tag)
        if idle is None:
            return False
        self.written[index] = idle + text[len(tag) :]
        return True


def _idle(statement: str) -> str | None:
    """Return a statement of the same kind that does nothing; None for one that others hang on, such as set."""
    if match := _LOOP.match(statement):
        return f"{match[1]}() %}}"
    if match := _CONDITION.match(statement):
        return f"{match[1]} false %}}"
    return None


def _line(cause: BaseException) -> int:
    """Return the line of the template that raised."""
    found, trace = 0, cause.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
