"""Assessing ledger files, and the ledgers of an office's store, by a standard."""

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import attrs

from .assess.building import Built, build
from .assess.cycle import UnitScore, years_between
from .assess.drafts import read_draft
from .assess.given import Find, Given, of_units
from .assess.proofs import BY_CELL, proofs_of, proofs_within
from .assess.ranking import Ranking, Unscored, rank
from .assess.scores import ItemScore, Missing, Score, State
from .assess.scoring import score
from .assess.shipped import DEFAULT, standard_of
from .assess.standards import Standard
from .catalog import Catalog
from .model.ledgers import Ledger
from .model.problems import ProblemsFound, UnknownNameError, error
from .office.acts.finding import find_unit
from .office.counted import Counted, counted_ledgers, each_ledger, read_counted
from .office.roster.standing import coverage, standing
from .office.store.opening import Store, original_in
from .office.store.settings import office_of

#: So many names are offered for one that nothing bears.
_FEW = 10

#: Every name that a unit bears or has borne.
_NAMES = """
SELECT unit, name FROM roster
UNION SELECT s.unit, r.name FROM submission s JOIN revision r ON r.submission = s.id
"""

#: An item's verdict without the item and the rows: what a worker sends back.
Sent = tuple[str, Decimal, str, State, tuple[Missing, ...], Decimal]


def chosen_standard(name: str | None, catalog: Catalog) -> Built:
    """Return the standard of an office's file, or the installed one of an identifier; the units' by default.

    Raises:
        ProblemsFound: It has errors, or there is none.
    """
    if name is not None and (Path(name).suffix.lower() in (".toml", ".xlsx", ".xlsm") or Path(name).is_file()):
        return build(read_draft(Path(name)), catalog)
    return standard_of(catalog, name or DEFAULT)


def scored_files(
    ledgers: Iterable[tuple[Path, Ledger]], catalog: Catalog, standard: Standard, given: tuple[Given, ...] = ()
) -> tuple[UnitScore, ...]:
    """Return the units that ledgers are of, each over its years.

    Args:
        ledgers: Files with what they hold; evidence is looked for beside them.
        catalog: What is installed.
        standard: By what they are judged.
        given: What people have judged.
    """
    read = [*ledgers]
    unit_of = units_of([ledger for _, ledger in read])
    by_unit: dict[str, list[Score]] = {}
    for path, ledger in read:
        by_unit.setdefault(unit_of(ledger), []).extend(scored_ledger(ledger, catalog, standard, path, given).scores)
    years = years_between(one for scores in by_unit.values() for one in scores)
    return tuple(_unit(scores, years) for scores in by_unit.values())


def scored_ledger(
    ledger: Ledger, catalog: Catalog, standard: Standard, path: Path | None = None, given: tuple[Given, ...] = ()
) -> UnitScore:
    """Return the unit of one ledger over its one year.

    Args:
        ledger: What is judged.
        catalog: What is installed.
        standard: By what.
        path: The ledger's file, beside which evidence is looked for; None where there is only what cells say.
        given: What people have judged.
    """
    proofs = proofs_of(path, ledger) if path else BY_CELL
    made = score(ledger, standard, catalog.sector(ledger.unit.sector).id, proofs=proofs, given=given)
    return _unit([made], (ledger.year,))


def units_of(ledgers: Iterable[Ledger]) -> Callable[[Ledger], str]:
    """Return what tells ledgers of one unit: its code, else its name.

    A ledger without a code is of the unit of the same name, if exactly one code goes by that name.
    """
    codes: dict[str, set[str]] = {}
    for ledger in ledgers:
        if ledger.unit.code:
            codes.setdefault(ledger.unit.name, set()).add(ledger.unit.code)

    def unit_of(ledger: Ledger) -> str:
        named = codes.get(ledger.unit.name, set())
        return ledger.unit.code or (min(named) if len(named) == 1 else ledger.unit.name)

    return unit_of


def unit_finder(store: Store) -> Find:
    """Return what tells the code of the unit of a store that a name or a code means, in whatever year."""
    codes: dict[str, set[str]] = {}
    for row in store.db.execute(_NAMES):
        codes.setdefault(row["name"], set()).add(row["unit"])

    def find(text: str) -> str:
        of_name = codes.get(text, set())  # the usual case, which need not look through all of them
        return next(iter(of_name)) if len(of_name) == 1 else find_unit(store, text)[0]

    return find


def scored_store(
    store: Store,
    catalog: Catalog,
    standard: Standard,
    years: Sequence[int],
    given: tuple[Given, ...] = (),
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Ranking:
    """Return the units of an office's store, judged by the ledgers that count.

    Args:
        store: The office's.
        catalog: What is installed, with the office's extension.
        standard: By what.
        years: Of which years.
        given: What people have judged.
        progress: Told how many ledgers are read, and of how many.

    Raises:
        ProblemsFound: People have judged units that the store does not know.
    """
    given = of_units(given, unit_finder(store))
    ledgers = counted_ledgers(store, years)
    by_unit: dict[str, list[Score]] = {}
    unscored = [*_silent(store, years, {one.unit for one in ledgers}), *_strangers(store, years)]
    for done, answer in enumerate(each_ledger(catalog, ledgers, Scorer(standard, store.originals, given)), 1):
        one = answer.counted
        if answer.result is None:
            unscored.append(Unscored(unit=one.name, code=one.unit, why=f"{one.year} 年：{answer.refused}"))
        else:
            by_unit.setdefault(one.unit, []).append(_received(one, answer.result, standard))
        progress(done, len(ledgers))
    units = rank(_unit(scores, tuple(years)) for scores in by_unit.values())
    title = office_of(store).name or ""
    return Ranking(standard=standard, years=tuple(years), title=title, units=units, unscored=tuple(unscored))


def scored_unit(
    store: Store,
    catalog: Catalog,
    standard: Standard,
    years: Sequence[int],
    name: str,
    given: tuple[Given, ...] = (),
) -> tuple[UnitScore, Ledger]:
    """Return one unit of an office's store over the years, with the rows that count, and its last ledger.

    Args:
        store: The office's.
        catalog: What is installed, with the office's extension.
        standard: By what.
        years: Of which years.
        name: The unit's name or code.
        given: What people have judged.

    Raises:
        UnknownNameError: There is no such unit in these years.
        ProblemsFound: Several units bear the name, no ledger of it counts, or its original cannot be read; or people
            have judged units that the store does not know.
    """
    given = of_units(given, unit_finder(store))
    ledgers = counted_ledgers(store, years)
    codes = sorted({one.unit for one in ledgers if name in (one.unit, one.name)})
    if not codes:
        uncounted = [*_silent(store, years, {one.unit for one in ledgers}), *_strangers(store, years)]
        if found := [one for one in uncounted if name in (one.unit, one.code)]:
            raise ProblemsFound([error("not-scored", f"{one.unit}（{one.code}）：{one.why}。") for one in found])
        raise UnknownNameError("已报台账的单位", name, _alike(name, {one.name for one in ledgers}))
    if len(codes) > 1:
        raise ProblemsFound([error("same-name", f"有几个单位叫「{name}」。", f"请写代码：{'、'.join(codes)}。")])
    scores: list[Score] = []
    for one in (one for one in ledgers if one.unit == codes[0]):
        read, refused = read_counted(one, catalog)
        if read is None:
            raise ProblemsFound([error("unreadable", f"{one.year} 年的台账读不了：{refused}。")], one.file)
        ledger = read
        proofs = proofs_within(original_in(store.originals, one.sha256), ledger)
        made = score(ledger, standard, one.sector, proofs=proofs, given=given)
        scores.append(attrs.evolve(made, unit=one.name, code=one.unit))
    return _unit(scores, tuple(years)), ledger


def _alike(name: str, names: Collection[str]) -> list[str]:
    """Return the names that may be meant; a few of them where nothing is like it: a county has hundreds."""
    holding = [one for one in names if name in one]
    return (holding or difflib.get_close_matches(name, names, _FEW, 0.3) or sorted(names))[:_FEW]


@attrs.frozen
class Scorer:
    """Scores a ledger in a worker."""

    standard: Standard
    originals: Path
    given: tuple[Given, ...] = ()

    def __call__(self, ledger: Ledger, sector: str) -> list[Sent]:
        """Return each item's verdict, small enough for thousands of units."""
        proofs = proofs_within(original_in(self.originals, ledger.sha256), ledger)
        made = score(ledger, self.standard, sector, proofs=proofs, given=self.given)
        return [(one.item.number, one.score, one.why, one.state, one.missing, one.pending) for one in made.items]


def _received(counted: Counted, sent: Sequence[Sent], standard: Standard) -> Score:
    items = standard.items_for(counted.sector)
    return Score(
        standard=standard,
        unit=counted.name,
        code=counted.unit,
        sector=counted.sector,
        region=counted.region,
        year=counted.year,
        items=tuple(
            ItemScore(item=item, score=points, why=why, state=state, missing=missing, pending=pending)
            for item, (_, points, why, state, missing, pending) in zip(items, sent, strict=True)
        ),
        file=counted.file,
        sha256=counted.sha256,
    )


def _unit(scores: Iterable[Score], years: tuple[int, ...]) -> UnitScore:
    return UnitScore(scores=tuple(sorted(scores, key=lambda one: one.year)), years=years)


def _silent(store: Store, years: Sequence[int], sent: set[str]) -> Iterator[Unscored]:
    """Yield the units that the roster expects and no ledger counts of in any of the years."""
    expected: Mapping[str, str] = {unit: one.name for year in years for unit, one in standing(store, year).items()}
    for unit, name in expected.items():
        if unit not in sent:
            yield Unscored(unit=name, code=unit, why="没有可以评的台账（未报，或退回后没有重报）")


def _strangers(store: Store, years: Sequence[int]) -> Iterator[Unscored]:
    """Yield the units that sent a ledger of a year whose roster does not have them."""
    for year in years:
        for unit, name in coverage(store, year).unexpected:
            yield Unscored(unit=name, code=unit, why=f"{year} 年：报了台账，但不在名册上")
