"""The last answer brought up to date: only revisions that came, went or stand elsewhere now are added up.

Every revision adds up for itself (see ``lines_of``), so the answer for other revisions is the last one, less what those
say that are gone, and what has come. What a revision says changes only when facts are derived anew, which gives the
store another token; and a revision's number stands for the same ledger only while the audit begins as it did, which a
seal tells of all rows before it.
"""

import hashlib
import itertools
import json
import zlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from .. import facts
from ..engines import Engine, Line, Parquet, Relation
from ..engines.duckdb import FewRows
from ..store.leaving import leave, left
from ..store.opening import Store
from ..store.outdated import derivation
from . import relations
from .cells import FACT_COLUMNS, Request, lines_of, shape_of
from .sql import cube_sql

#: Where more than this part of the revisions came or went, all are added up; where no more than the second did, the
#: answer is not kept anew.
_MANY, _FEW = 1 / 16, 1 / 256

#: Longer answers are not kept, and so many answers are.
_LONGEST, _ANSWERS = 100_000, 8

#: Of the files: whoever changes how they are written gives them another number.
_FORM = 1

#: How a line ends: its numbers, all of them sums.
_NUMBERS = 4
_RECORDS = 2

#: From which column on a fact tells where it stands, its revision before it.
_WHERE = list(FACT_COLUMNS).index("sheet")

#: On which side of the sum a revision stands, told as one more place: it came, or it is gone.
_CAME, _GONE = "+", "-"

#: The groups that a revision's unit stands in, by its id.
_Standing = Mapping[int, Line]


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
        engine: What adds all of them up.
        files: Tells the files of facts; asked only where all revisions are added up.
        catalog: What the kinds are.
        request: What is asked, of all figures and all rows.
        places: The revisions that count, and where their units stand.
    """
    token, standing = derivation(store), {revision: tuple(its) for revision, *its in places.rows}
    path = store.facts / "cubes" / f"{_name(catalog, request)}.cube"
    last = _read(path, token, store)
    if last is not None and last.standing == standing:
        return [(*head, *numbers) for head, numbers in last.lines.items()]
    changes = len(standing.items() ^ last.standing.items()) if last is not None else len(standing)
    lines = None
    if last is not None and changes <= _MANY * len(standing):
        lines = _brought_up_to_date(last, standing, store, catalog, request)
    if lines is None:
        said = lines_of(engine, Parquet(FACT_COLUMNS, files()), places, catalog, request)
        lines = {line[:-_NUMBERS]: line[-_NUMBERS:] for line in said}
        changes = len(standing)
    # After a few changes the last answer will do the next time as well.
    if 0 < len(lines) <= _LONGEST and changes > _FEW * len(standing):
        _write(path, token, store, _Answer(standing, lines))
    return [(*head, *numbers) for head, numbers in lines.items()]


def _brought_up_to_date(
    last: _Answer, standing: _Standing, store: Store, catalog: Catalog, request: Request
) -> dict[Line, Line] | None:
    """Return the lines of those that count now; None where what one says is not there, and all must be added up."""
    came = {revision: its for revision, its in standing.items() if last.standing.get(revision) != its}
    gone = {revision: its for revision, its in last.standing.items() if standing.get(revision) != its}
    come, away = _facts(store, came, 1), _facts(store, gone, -1)
    if come is None or away is None:
        return None
    _leave_out_alike(come, away, came, gone, catalog)
    # One that stands elsewhere now is on both sides, so there is one number for each.
    stand = [*((one, *its, _CAME) for one, its in came.items()), *((-one, *its, _GONE) for one, its in gone.items())]
    lines = dict(last.lines)
    said = _by_side((*come, *away), stand, catalog, request) if come or away else ()
    for *head, side, value, approx, records, units in said:
        before = lines.get(tuple(head), (Decimal(0), 0, 0, 0))
        sign = 1 if side == _CAME else -1
        now = (value, approx, records, units)
        lines[tuple(head)] = tuple([was + sign * more for was, more in zip(before, now, strict=True)])
    there = {head: numbers for head, numbers in lines.items() if numbers[_RECORDS]}
    return there if there.keys() == last.lines.keys() else dict(sorted(there.items(), key=_rank))


def _leave_out_alike(come: list[Line], away: list[Line], came: _Standing, gone: _Standing, catalog: Catalog) -> None:
    """Leave out all that two revisions in the same groups, one on each side, say alike of a measure.

    All of it, with the kinds that count in one another: so each figure counts both units as before, or neither.
    """
    root = {kind.name: kind.lineage[-1].name for kind in catalog.kinds.values()}
    said, was = _by_what_is_said(come, came, root), _by_what_is_said(away, gone, root)
    for key in said.keys() & was.keys():
        alike = min(len(said[key]), len(was[key]))
        del said[key][:alike], was[key][:alike]
    come[:] = itertools.chain.from_iterable(itertools.chain.from_iterable(said.values()))
    away[:] = itertools.chain.from_iterable(itertools.chain.from_iterable(was.values()))


def _by_what_is_said(
    rows: Iterable[Line], standing: _Standing, root: Mapping[str, str]
) -> dict[Hashable, list[list[Line]]]:
    """Return the rows that one revision says of a measure, by the groups that it stands in and what the rows say."""
    parts: dict[tuple[int, str, str], list[Line]] = {}
    for row in rows:
        parts.setdefault((row[0], root.get(row[1], row[1]), row[2]), []).append(row)
    found: dict[Hashable, list[list[Line]]] = {}
    for (revision, kind, measure), its in parts.items():
        said = frozenset(Counter([row[1:_WHERE] for row in its]).items())
        found.setdefault((standing[abs(revision)], kind, measure, said), []).append(its)
    return found


def _by_side(rows: Sequence[Line], stand: Sequence[Line], catalog: Catalog, request: Request) -> Iterator[Line]:
    """Yield the lines of each side, which is told before the numbers.

    Args:
        rows: Facts.
        stand: The revisions, where their units stand, and their sides.
        catalog: What the kinds are.
        request: What is asked.
    """
    columns = {"revision": "BIGINT", **{f"p{place}": "VARCHAR" for place in range(len(stand[0]) - 1)}}
    width = len(request.dims)
    for figure, *line in lines_of(FewRows(), Relation(FACT_COLUMNS, rows), Relation(columns, stand), catalog, request):
        flags, of_both, values = line[:width], line[width], line[width + 1 :]
        if not of_both:
            yield (figure, *flags, *values)


def _rank(line: tuple[Line, Line]) -> tuple[Any, ...]:
    """Return where a line stands: by figure, the whole before its parts, groups by value, those without one last."""
    figure, *rest = line[0]
    flags, values = rest[: len(rest) // 2], rest[len(rest) // 2 :]
    return figure, [-flag for flag in flags], [(value is None, value or 0) for value in values]


def _facts(store: Store, revisions: Iterable[int], sign: int) -> list[Line] | None:
    """Return what some revisions say, each row with its revision's number and a sign; None where that is not there."""
    rows: list[Line] = []
    for revision in revisions:
        found = store.db.execute("SELECT format, facts FROM revision WHERE id = ?", (revision,)).fetchone()
        if found is None or found["format"] != facts.FORMAT:
            return None
        text = zlib.decompress(found["facts"]).decode() if found["facts"] else ""
        rows += [(sign * revision, *fact) for fact in facts.decode(text)]
    return rows


def _name(catalog: Catalog, request: Request) -> str:
    """Return a digest of all that an answer hangs on besides the revisions."""
    time = next((dim for dim in request.dims if dim.what == "time"), None)
    said: Iterable[Any] = (
        _FORM,
        facts.FORMAT,
        cube_sql(shape_of(request)),
        [dim.name for dim in request.dims],
        relations.signature(catalog),
        relations.ends(request.period, time).rows,
        relations.buckets(request.period, time).rows if time else (),
    )
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


def _read(path: Path, token: str, store: Store) -> _Answer | None:
    data = left(path)
    said = json.loads(bytes(data)) if data is not None else None
    if said is None or said["token"] != token or not _begins_with(store, *said["sealed"]):
        return None
    revisions, *places = said["standing"]
    *heads, values, approx, records, units = said["lines"]
    numbers = zip(map(Decimal, values), approx, records, units, strict=True)
    standing = dict(zip(revisions, zip(*places, strict=True) if places else itertools.repeat(()), strict=False))
    return _Answer(standing, dict(zip(zip(*heads, strict=True), numbers, strict=True)))


def _write(path: Path, token: str, store: Store, answer: _Answer) -> None:
    """Leave an answer, column by column: as rows it takes twice as long to read."""
    sealed = store.db.execute("SELECT id, seal FROM audit ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
    standing = [(revision, *its) for revision, its in answer.standing.items()]
    lines = [(*head, str(value), *counts) for head, (value, *counts) in answer.lines.items()]
    said = {
        "token": token,
        "sealed": [*sealed],
        "standing": [*zip(*standing, strict=True)],
        "lines": [*zip(*lines, strict=True)],
    }
    leave(path, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), most=_ANSWERS)


def _begins_with(store: Store, row: int, seal: str) -> bool:
    """Tell whether a row of the audit has a seal; any audit begins with nothing."""
    if not row:
        return True
    found = store.db.execute("SELECT seal FROM audit WHERE id = ?", (row,)).fetchone()
    return found is not None and found["seal"] == seal
