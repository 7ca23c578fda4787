"""The small relations that the cube joins the facts with: whose they are, what they count in, and when."""

import functools
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import Kind
from ...model.periods import Period
from ...model.regions import LEVELS
from ..engines import Line, Relation
from ..facts import DECEMBER, YEAR_ONLY
from ..roster.standing import Reporter
from .dimensions import MONTHS, Dimension

#: A figure by its name: the kind that it is of, and the measure.
Figures = Mapping[str, tuple[Kind, Field]]


def figures_of(catalog: Catalog) -> Figures:
    """Return every flow and stock of every kind by its name, in the catalog's order."""
    return _figures(tuple(catalog.kinds.values()))


@functools.lru_cache(maxsize=4)
def _figures(kinds: tuple[Kind, ...]) -> Figures:
    return {f"{kind.name}.{field.id}": (kind, field) for kind in kinds for field in kind.measures}


def lineage(catalog: Catalog, wanted: Collection[str] | None = None) -> Relation:
    """Return in which figures a kind's measure counts: its own and each ancestor's, up to the measure's declarer.

    The relation holds the figures' places among all.

    Args:
        catalog: Whose kinds.
        wanted: The names of the figures to keep; all by default.
    """
    rows = [row for name, row in _lineage(tuple(catalog.kinds.values())) if wanted is None or name in wanted]
    columns = {"kind": "VARCHAR", "measure": "VARCHAR", "figure": "INTEGER", "stock": "INTEGER"}
    return Relation(columns, rows)


@functools.lru_cache(maxsize=4)
def _lineage(kinds: tuple[Kind, ...]) -> Sequence[tuple[str, Line]]:
    places = {name: place for place, name in enumerate(_figures(kinds))}
    return [
        (name, (kind.name, field.id, places[name], int(field.measure == "stock")))
        for kind in kinds
        for field in kind.measures
        for name in _counting(kind, field)
    ]


def signature(catalog: Catalog) -> str:
    """Return a digest of the figures and of what counts in them."""
    return _signature(tuple(catalog.kinds.values()))


@functools.lru_cache(maxsize=4)
def _signature(kinds: tuple[Kind, ...]) -> str:
    said = [*_figures(kinds)], _lineage(kinds)
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


def places(reporters: Iterable[Reporter], dims: Sequence[Dimension]) -> Relation:
    """Return in which group of each dimension a revision's unit stands, in columns ``p0``, ``p1`` …"""
    columns = {"revision": "BIGINT", **{f"p{number}": "VARCHAR" for number in range(len(dims))}}
    rows = [(reporter.revision, *(place(reporter, dim) for dim in dims)) for reporter in reporters]
    return Relation(columns, rows)


def place(reporter: Reporter, dim: Dimension) -> str | None:
    """Return the group of a unit; None where its region is told less finely than asked."""
    if dim.what == "region":
        digits = LEVELS[dim.detail]
        code = reporter.region or ""
        return code[:digits] if len(code) >= digits else None
    return reporter.sector if dim.what == "sector" else reporter.unit


def chosen(texts: Iterable[str], fields: Sequence[str]) -> Relation:
    """Return what each text of choices says of some fields, in columns ``c0``, ``c1`` …; NULL where nothing."""
    columns = {"choices": "VARCHAR", **{f"c{number}": "VARCHAR" for number in range(len(fields))}}
    return Relation(columns, [(text, *(json.loads(text).get(field) for field in fields)) for text in texts])


def can_split(kind: Kind, dim: Dimension) -> bool:
    """Tell whether the figures of a kind can be split by a dimension: by a choice only where all its rows have it."""
    return dim.what != "choice" or any(field.id == dim.detail for field in kind.columns)


def divisions(period: Period, dim: Dimension) -> Mapping[int, str]:
    """Return the divisions of a period by their last months, as figures name them: ``2026-08``, ``2026-Q3`` …"""
    step = MONTHS[dim.detail]
    ends = range(period.first_month + step - 1, period.last_month + 1, step)
    return {end: str(Period(period.year, end - step + 1, end)) for end in ends}


def buckets(period: Period, dim: Dimension) -> Relation:
    """Return in which division a month's flows count: the one of that last month.

    Month 0 stands for none, and is there in a whole year only: it counts in no division shorter than the year.
    """
    step = MONTHS[dim.detail]
    rows: list[tuple[int, int | None]] = [
        (month, end) for end in divisions(period, dim) for month in range(end - step + 1, end + 1)
    ]
    if period.whole_year:
        rows.append((0, DECEMBER if dim.detail == "year" else None))
    return Relation({"month": "INTEGER", "bucket": "INTEGER"}, rows)


def ends(period: Period, dim: Dimension | None) -> Relation:
    """Return the moments at which stocks are looked at: the period's end, and each division's.

    ``whole`` is 1 for the period's; a stock known at ``last`` is one whose ``since`` is not after it.
    """
    rows: list[tuple[int, int | None, int]] = [(1, None, end_of(period))]
    if dim is not None:
        rows += [(0, end, end_of(Period.parse(name))) for end, name in divisions(period, dim).items()]
    return Relation({"whole": "INTEGER", "bucket": "INTEGER", "last": "INTEGER"}, rows)


def end_of(period: Period) -> int:
    """Return a period's end as ``since`` counts: ``yyyymm``, month 13 for a whole year's."""
    return period.year * 100 + (YEAR_ONLY if period.whole_year else period.last_month)


def _counting(kind: Kind, field: Field) -> list[str]:
    above = kind.lineage[: kind.lineage.index(kind.declarer(field.id)) + 1]
    return [f"{ancestor.name}.{field.id}" for ancestor in above]
