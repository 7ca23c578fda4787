"""The roll-up: what all units report, each deed counted once, with last year beside it and what is open."""

import datetime
import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...model.regions import LEVELS, Region
from ..cube.cells import Request
from ..cube.dimensions import Dimension, parse_dimensions
from ..engines import Engine
from ..engines.duckdb import DuckDB
from ..overlaps.correcting import corrections
from ..overlaps.listing import candidates_json
from ..overlaps.scopes import scopes
from ..overlaps.settling import overlaps_of
from ..roster.expected import Expected
from ..roster.standing import Reporter, coverage, reporters, standing
from ..store.opening import Store
from ..store.segments import synchronise
from ..store.settings import office_of
from .adding import Added, Sources, add, reported_of_all
from .adjustments import adjustments
from .composing import as_of, composed, differences, nets, parts_of
from .figures import Omission, Rollup
from .forbidden import omission, refuse, rules
from .names import chosen_figures, kind_and_field
from .open_problems import open_problems
from .planned import NEEDED, plans_of
from .suppression import Place, public_edition, withheld


def roll_up(
    store: Store,
    catalog: Catalog,
    period: Period,
    dims: str | Sequence[Dimension] = (),
    *,
    engine: Engine | None = None,
    public: bool = False,
    measures: Collection[str] | None = None,
    today: datetime.date | None = None,
) -> Rollup:
    """Roll a period up.

    Args:
        store: Whose ledgers.
        catalog: What is installed.
        period: Of what time.
        dims: What to group by, or the text that ``--by`` has; every subset is told, the whole among them.
        engine: What computes; DuckDB by default.
        public: Withhold small sums of persons, and what the office works with.
        measures: The figures wanted, by name; all that may be added up by default.
        today: The day that tells who is late; the machine's by default.

    Raises:
        ProblemsFound: An unknown dimension or figure, a sum that must not be made, or an extra that is not installed.
    """
    dims = parse_dimensions(dims, catalog) if isinstance(dims, str) else tuple(dims)
    names = tuple(dim.name for dim in dims)
    wanted = chosen_figures(measures, catalog) if measures is not None else None
    refuse(wanted or (), names, catalog)
    # What a public edition withholds depends on all figures, those among them that nobody asked for.
    asked = None if wanted is None or public else frozenset(_with_parts(wanted, catalog))
    engine = engine or DuckDB()
    known = standing(store, period.year)
    this, last = _sources(store, catalog, period, engine, known)
    request = Request(period, dims, figures=asked)
    past = attrs.evolve(request, period=_year_before(period))
    # The engine first and the search after it, so that what each takes of memory is not needed at once.
    cells = reported_of_all(store, this, request)
    past_cells = reported_of_all(store, last, past) if last.reporters else ()
    overlaps = overlaps_of(store, catalog, period.year, this.reporters)
    this = attrs.evolve(this, corrections=corrections(store, catalog, period, overlaps.settled), scopes=overlaps.scopes)
    with engine.opened() as ready:
        added = add(attrs.evolve(this, engine=ready), request, cells)
        before = add(attrs.evolve(last, engine=ready), past, past_cells) if last.reporters else None
    beside = {}
    if before is not None:
        beside = {(name, as_of(period.year, key, names)): net for (name, key), net in nets(before, catalog).items()}
    figures = composed(added, catalog, beside)
    rollup = Rollup(
        title=_title(store, this.reporters),
        period=period,
        dims=names,
        coverage=coverage(store, period.year, known),
        figures=figures,
        adjustments=tuple(adjustments(this, added)),
        undecided=tuple(candidates_json(overlaps.within(period).pressing, catalog, store)),
        open_problems=open_problems(store, catalog, period.year, today or _today(), known, overlaps.stale),
        omissions=tuple(_omissions(added, catalog)),
        differences=tuple(differences(added, catalog)),
        plans=plans_of(figures) if wanted is None or {*wanted} >= NEEDED else (),
        units={reporter.unit: reporter.name for reporter in this.reporters},
        last_coverage=coverage(store, period.year - 1) if last.reporters else None,
    )
    if public:
        hidden_before = _withheld_before(rollup, before, catalog)
        rollup = public_edition(rollup, catalog, added.applied, hidden_before)
    return rollup if wanted is None else _only(rollup, wanted)


def _sources(
    store: Store, catalog: Catalog, period: Period, engine: Engine, known: Mapping[str, Expected]
) -> tuple[Sources, Sources]:
    """Return what this year and the year before are added up from; this year's adjustments are still to come."""
    before = _year_before(period)
    units, units_before = reporters(store, period, known), reporters(store, before)
    segments = functools.cache(lambda: synchronise(store, {one.revision for one in (*units, *units_before)}))
    this = Sources(catalog=catalog, engine=engine, segments=segments, reporters=units)
    last = attrs.evolve(this, reporters=units_before)
    if units_before:
        last = attrs.evolve(
            last, corrections=corrections(store, catalog, before), scopes=scopes(store, catalog, before.year)
        )
    return this, last


def _year_before(period: Period) -> Period:
    return attrs.evolve(period, year=period.year - 1)


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011  the office's own day


def _with_parts(wanted: Iterable[str], catalog: Catalog) -> Iterator[str]:
    for name in wanted:
        kind, field = kind_and_field(name, catalog)
        yield from parts_of(kind, field) if field.measure == "ratio" else (name,)


def _title(store: Store, units: Iterable[Reporter]) -> str:
    """Return the office's name; without one the region's that all units lie in."""
    office = office_of(store)
    if office.name:
        return office.name
    codes = {office.region} if office.region else {unit.region for unit in units if unit.region}
    for level in ("county", "prefecture", "province"):
        # A region told less finely than this is cut down to itself, and so is no other's.
        if len(found := {code[: LEVELS[level]] for code in codes}) == 1:
            return Region(*found).name
    return "各单位"


def _omissions(added: Added, catalog: Catalog) -> Iterator[Omission]:
    """Yield what was not added up, in the catalog's order."""
    names = dict.fromkeys(cell.figure for _, cell in added.cells)
    for name, rule in rules(names, catalog).items():
        yield omission(name, rule, added.dims)


def _withheld_before(rollup: Rollup, before: Added | None, catalog: Catalog) -> frozenset[Place]:
    """Return what last year's own public edition withholds, in this year's groups."""
    if before is None:
        return frozenset()
    last = attrs.evolve(rollup, figures=composed(before, catalog, {}))
    year = rollup.period.year
    return frozenset((name, as_of(year, key, rollup.dims)) for name, key in withheld(last, catalog, before.applied))


def _only(rollup: Rollup, wanted: Collection[str]) -> Rollup:
    """Return a roll-up with some figures only."""
    return attrs.evolve(
        rollup,
        measures=tuple(wanted),
        figures=tuple(figure for figure in rollup.figures if figure.measure in wanted),
        omissions=tuple(one for one in rollup.omissions if one.measure in wanted),
        differences=tuple(one for one in rollup.differences if one.measure in wanted),
    )
