"""The last answer brought up to date: only revisions that came, went or stand elsewhere now are added up.

Every revision adds up for itself (see ``lines_of``), so the answer for other revisions is the last one, less what those
say that are gone, and what has come. What a revision says changes only when facts are derived anew, which gives the
store another token.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from .. import facts
from ..engines import Engine, Line, Parquet, Relation
from ..store.leaving import leave, left
from ..store.opening import Store
from . import relations
from .cells import FACT_COLUMNS, Request, lines_of, shape_of, unit_dims
from .sql import cube_sql

#: Where more than this part of the revisions came or went, all are added up.
_MANY = 1 / 16

#: Longer answers are not kept, and so many answers are.
_LONGEST, _ANSWERS = 20_000, 8

#: How a line ends: its numbers, all of them sums.
_NUMBERS = 4
_RECORDS = 2

#: A revision's digest and the groups that its unit stands in, by its id.
_Standing = Mapping[int, Sequence[str | None]]


@attrs.frozen
class _Answer:
    """An answer and what it is of."""

    standing: _Standing
    lines: Mapping[Line, Line]


def kept_lines(
    store: Store,
    engine: Engine,
    files: Callable[[], Sequence[Path]],
    catalog: Catalog,
    request: Request,
    places: Relation,
) -> list[Line]:
    """Return what ``lines_of`` does for a whole request, sooner where the last answer to it is at hand.

    Args:
        store: Whose revisions.
        engine: What computes.
        files: Tells the files of facts; asked only where all revisions are added up.
        catalog: What the kinds are.
        request: What is asked, of all figures and all rows.
        places: The revisions that count, and where their units stand.
    """
    token, standing = _token(store), _standing(store, places)
    path = store.facts / "cubes" / f"{_name(catalog, request)}.cube"
    last = _read(path, token)
    if last is not None and last.standing == standing:
        return [(*head, *numbers) for head, numbers in last.lines.items()]
    lines = None
    if last is not None:
        lines = _brought_up_to_date(last, standing, store, engine, catalog, request)
    if lines is None:
        said = lines_of(engine, Parquet(FACT_COLUMNS, files()), places, catalog, request)
        lines = {line[:-_NUMBERS]: line[-_NUMBERS:] for line in said}
    if len(lines) <= _LONGEST:
        _write(path, token, _Answer(standing, lines))
    return [(*head, *numbers) for head, numbers in lines.items()]


def _brought_up_to_date(
    last: _Answer, standing: _Standing, store: Store, engine: Engine, catalog: Catalog, request: Request
) -> dict[Line, Line] | None:
    """Return the lines of those that count now; None where all must be added up."""
    came = {revision: its for revision, its in standing.items() if last.standing.get(revision) != its}
    gone = {revision: its for revision, its in last.standing.items() if standing.get(revision) != its}
    if len(came) + len(gone) > _MANY * len(standing):
        return None
    lines = dict(last.lines)
    with engine.opened() as ready:
        for sign, some in ((1, came), (-1, gone)):
            rows = _facts(store, some)
            if rows is None:
                return None
            places = Relation(
                relations.places((), unit_dims(request)).columns, [(one, *its[1:]) for one, its in some.items()]
            )
            for line in lines_of(ready, Relation(FACT_COLUMNS, rows), places, catalog, request) if rows else ():
                head, numbers = line[:-_NUMBERS], line[-_NUMBERS:]
                before = lines.get(head, (Decimal(0), 0, 0, 0))
                lines[head] = tuple([was + sign * now for was, now in zip(before, numbers, strict=True)])
    there = {head: numbers for head, numbers in lines.items() if numbers[_RECORDS]}
    return there if there.keys() == last.lines.keys() else dict(sorted(there.items(), key=_rank))


def _rank(line: tuple[Line, Line]) -> tuple[Any, ...]:
    """Return where a line stands: by figure, the whole before its parts, groups by value, those without one last."""
    figure, *rest = line[0]
    flags, values = rest[: len(rest) // 2], rest[len(rest) // 2 :]
    return figure, [-flag for flag in flags], [(value is None, value or 0) for value in values]


def _facts(store: Store, some: _Standing) -> list[Line] | None:
    """Return what some revisions say, each row with its revision; None where it is not there as it was."""
    rows: list[Line] = []
    for revision, its in some.items():
        asked = "SELECT sha256, format, facts FROM revision WHERE id = ?"
        found = store.db.execute(asked, (revision,)).fetchone()
        if found is None or not found["sha256"].startswith(its[0]) or found["format"] != facts.FORMAT:
            return None
        text = zlib.decompress(found["facts"]).decode() if found["facts"] else ""
        rows += [(revision, *fact) for fact in facts.decode(text)]
    return rows


def _token(store: Store) -> str:
    return str(store.db.execute("SELECT token FROM derivation").fetchone()[0])


def _standing(store: Store, places: Relation) -> _Standing:
    digests = dict(store.db.execute("SELECT id, substr(sha256, 1, 16) FROM revision").fetchall())
    return {revision: [digests[revision], *its] for revision, *its in places.rows}


def _name(catalog: Catalog, request: Request) -> str:
    """Return a digest of all that an answer hangs on besides the revisions."""
    known = tuple(relations.figures_of(catalog))
    time = next((dim for dim in request.dims if dim.what == "time"), None)
    said: Iterable[Any] = (
        facts.FORMAT,
        cube_sql(shape_of(request)),
        [dim.name for dim in request.dims],
        known,
        relations.lineage(catalog, known).rows,
        relations.ends(request.period, time).rows,
        relations.buckets(request.period, time).rows if time else (),
    )
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


def _read(path: Path, token: str) -> _Answer | None:
    data = left(path)
    said = json.loads(bytes(data)) if data is not None else None
    if said is None or said["token"] != token:
        return None
    lines = {tuple(head): (Decimal(value), *counts) for head, value, *counts in said["lines"]}
    return _Answer({revision: its for revision, *its in said["standing"]}, lines)


def _write(path: Path, token: str, answer: _Answer) -> None:
    said = {
        "token": token,
        "standing": [[revision, *its] for revision, its in answer.standing.items()],
        "lines": [[head, str(value), *counts] for head, (value, *counts) in answer.lines.items()],
    }
    leave(path, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), most=_ANSWERS)
