"""What is counted twice up and down: a unit that declares 含下级 reports its subordinates' rows as well.

Where a unit declares 含下级 for a kind, its descendants' rows of that kind, and of the kinds that have the same core
ancestor nearest to them, are taken out of the figures of the kind's lineage: where 教育局 reports the drills of all
schools (学生军训统筹), a school's 学生军训 is untouched in itself and not counted again in 学生军训活动, 国防教育活动
and 活动. A row is taken out once: the nearest unit above that declares it does. The rule is the declaration's, so
nobody has to decide; the office may decide that a declaration is wrong (``different``), which switches it off.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

import attrs

from ...catalog import Catalog
from ...model.kinds import CORE, Kind
from ...model.periods import Period
from ..declared import refuse_unreadable
from ..roster.standing import Reporter, descendants, reporters
from ..store.opening import Store
from .candidates import pair_id
from .decisions import decided

_INCLUSIVE = "含下级"
_NOTHING_THERE = ("零报告", "不适用")


@attrs.frozen(kw_only=True)
class Scope:
    """A unit's rows that are in another's report already.

    Attributes:
        id: The same in each revision of the two: of both units, the year and the kind.
        declarer: The unit that declares 含下级.
        unit: The unit below whose rows are taken out.
        kind: The kind that it is declared for.
        kinds: The full names of the kinds whose rows of ``unit`` are taken out.
        figures: The full names of the kinds whose figures lose them, wherever such a row counts in one.
        active: Whether it holds; False where the office decided that the declaration is wrong.
        actor: Who answers for it: the declaring unit's name, or who switched it off.
        because: Why.
        at: When: the day that the declaring ledger was received, or when it was switched off.
    """

    id: str
    declarer: Reporter
    unit: Reporter
    kind: Kind
    kinds: frozenset[str]
    figures: frozenset[str]
    active: bool
    actor: str
    because: str
    at: str

    @property
    def label(self) -> str:
        """What is counted twice, in words."""
        return f"{self.declarer.name}的「{self.kind.label}」已含{self.unit.name}"


def scopes(store: Store, catalog: Catalog, year: int, reporting: Iterable[Reporter] | None = None) -> tuple[Scope, ...]:
    """Return what the declarations of a year take out, by unit and kind; of several that declare, the nearest does.

    Scopes that the office has switched off are among them, and then the next unit above takes out what they did.

    Args:
        store: Whose.
        catalog: What the kinds are.
        year: Of when.
        reporting: Who enters the year's roll-up, where that is known already.
    """
    if reporting is None:
        reporting = reporters(store, Period(year))
    units = {unit.unit: unit for unit in reporting}
    below = descendants(store, year)
    declaring = sorted(
        ((unit, *_declared(store, catalog, unit)) for unit in units.values() if unit.unit in below),
        # Whoever has fewer below is nearer to those that both have below.
        key=lambda entry: (len(below[entry[0].unit]), entry[0].unit),
    )
    off = {ruling.id: ruling for ruling in decided(store, year).values() if ruling.verdict == "different"}
    taken: dict[str, set[str]] = {}
    found = []
    for unit, at, kinds in declaring:
        for other in sorted(below[unit.unit] & units.keys()):
            for kind in kinds:
                rest = _taken_with(kind, catalog) - taken.get(other, set())
                if not rest:
                    continue
                id = pair_id(f"{unit.unit}/{year}/{kind.name}", other)  # noqa: A001  what people call it
                switched = off.get(id)
                if switched is None:
                    taken.setdefault(other, set()).update(rest)
                found.append(
                    Scope(
                        id=id,
                        declarer=unit,
                        unit=units[other],
                        kind=kind,
                        kinds=rest,
                        figures=frozenset(one.name for one in kind.lineage),
                        active=switched is None,
                        actor=switched.actor if switched else unit.name,
                        because=switched.because if switched else f"该单位申报「{kind.label}」的口径为含下级",
                        at=switched.at if switched else at,
                    )
                )
    return tuple(sorted(found, key=lambda scope: (scope.declarer.unit, scope.kind.name, scope.unit.unit)))


#: As bytes: a failing disk may leave no UTF-8.
_DECLARED = """
SELECT CAST(r.declarations AS BLOB) AS declarations, r.received, r.name, r.number, s.unit, s.year
FROM revision r JOIN submission s ON s.id = r.submission WHERE r.id = ?
"""


def _declared(store: Store, catalog: Catalog, unit: Reporter) -> tuple[str, list[Kind]]:
    """Return when a ledger was received, and the kinds that it declares 含下级 and reports, the most special first."""
    row = store.db.execute(_DECLARED, (unit.revision,)).fetchone()
    refuse_unreadable([row], row["year"])
    declarations: Mapping[str, tuple[str | None, str]] = json.loads(row["declarations"])
    kinds = [
        catalog.kinds[name]
        for name, (status, scope) in declarations.items()
        if scope == _INCLUSIVE and status not in _NOTHING_THERE and name in catalog.kinds
    ]
    return row["received"], sorted(kinds, key=lambda kind: (-len(kind.lineage), kind.name))


def _taken_with(kind: Kind, catalog: Catalog) -> frozenset[str]:
    """Return the kinds whose rows are in the sums that a unit reports of a kind for those below as well."""
    root = _core_of(kind)
    if root is None or root.abstract:
        return frozenset(other.name for other in catalog.descendants(kind))
    return frozenset(other.name for other in _concrete(catalog) if _core_of(other) is root)


def _concrete(catalog: Catalog) -> Iterator[Kind]:
    return (kind for kind in catalog.kinds.values() if not kind.abstract)


def _core_of(kind: Kind) -> Kind | None:
    """Return the nearest kind of the core that a kind is or extends."""
    return next((one for one in kind.lineage if one.namespace == CORE), None)


def taken_out(active: Iterable[Scope]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return, by declaring unit and unit below, the kinds whose rows are told by both."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for scope in active:
        if scope.active:
            pair = (scope.declarer.unit, scope.unit.unit)
            found[pair] = found.get(pair, frozenset()) | scope.kinds
    return found
