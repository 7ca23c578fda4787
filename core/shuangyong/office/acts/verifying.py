"""Verifying a store: every original against its name, the database against itself, the audit against its seals."""

from collections.abc import Iterator
from typing import Any

import attrs

from ...model.problems import Problem
from ..declared import tolerant
from ..store.opening import Store
from .database import database_damage
from .originals import Needed, needed, original_damage, orphans


@attrs.frozen(kw_only=True)
class Verification:
    """What was looked at, and what is wrong.

    Attributes:
        originals: How many originals there should be.
        revisions: How many revisions there are.
        audits: How many audit rows there are.
        problems: Everything that is damaged, and what to do about it; warnings for what is left over.
    """

    originals: int
    revisions: int
    audits: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged."""
        return all(problem.severity != "error" for problem in self.problems)

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``verify --format json`` prints."""
        return {"ok": self.ok, **attrs.asdict(self)}


def verify(store: Store) -> Verification:
    """Look at every byte of a store that cannot be made anew, and return all that is wrong."""
    with tolerant(store.db):
        expected = needed(store)
        return Verification(
            originals=len(expected),
            revisions=_count(store, "revision"),
            audits=_count(store, "audit"),
            problems=tuple(_problems(store, expected)),
        )


def _problems(store: Store, expected: dict[str, Needed]) -> Iterator[Problem]:
    yield from database_damage(store)
    for one in expected.values():
        yield from original_damage(store, one)
    yield from orphans(store, expected)


def _count(store: Store, table: str) -> int:
    return int(store.db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608  our own names
