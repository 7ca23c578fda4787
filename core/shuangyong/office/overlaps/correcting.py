"""From the decisions of a store to what they take out of a period's figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import Kind
from ...model.periods import Period
from ..facts import YEAR_ONLY
from ..roster.standing import reporters
from ..store.opening import Store
from .corrections import Claim, Correction, Line, forest, overlap_lines
from .decisions import decided
from .finding import find
from .reports import Report
from .scopes import scopes, taken_out
from .settling import Settled, settled_pairs, told_of
from .statements import Statement, statements_of


def corrections(
    store: Store, catalog: Catalog, period: Period, settled: Sequence[Settled] | None = None
) -> tuple[Correction, ...]:
    """Return what the decided pairs take out of a period's figures, one correction for those that hang together.

    Args:
        store: Whose decisions.
        catalog: What the kinds are.
        period: Of what time.
        settled: The decided pairs of the year, where ``overlaps_of`` has told them already.
    """
    if settled is None:
        settled = _settled(store, catalog, period.year)
    pairs = [pair for pair in settled if pair.ruling.verdict != "different" and not pair.in_scope]
    said = statements_of(store, {report.unit.revision for pair in pairs for report in (pair.one, pair.other)})
    found = (_Deed(group, catalog, said, period).correction() for group in connected(pairs))
    return tuple(correction for correction in found if correction.lines)


def _settled(store: Store, catalog: Catalog, year: int) -> Sequence[Settled]:
    rulings = decided(store, year)
    if not any(ruling.cause == "event" for ruling in rulings.values()):
        return ()
    search = find(store, catalog, year, reporters(store, Period(year)))
    return settled_pairs(search.told(told_of(rulings)), rulings, taken_out(scopes(store, catalog, year)))


def connected(pairs: Sequence[Settled]) -> list[list[Settled]]:
    """Return the pairs that hang together by a report, in the order of their ids."""
    groups: list[tuple[set[str], list[Settled]]] = []
    for pair in sorted(pairs, key=lambda pair: pair.ruling.id):
        keys, members = {pair.one.key, pair.other.key}, [pair]
        for group in [group for group in groups if group[0] & keys]:
            groups.remove(group)
            keys |= group[0]
            members = group[1] + members
        groups.append((keys, members))
    return [sorted(members, key=lambda pair: pair.ruling.id) for _, members in groups]


@attrs.frozen(eq=False)
class _Deed:
    """Pairs that hang together, and what their rows say."""

    pairs: Sequence[Settled]
    catalog: Catalog
    said: Mapping[int, tuple[Statement, ...]]
    period: Period

    def correction(self) -> Correction:
        lines: list[Line] = []
        spares: list[Line] = []
        for kind, field in self._figures():
            chosen, rest = forest(self._lines(kind, field))
            lines += chosen
            spares += rest
        rulings = [pair.ruling for pair in self.pairs]
        units = {report.unit.unit: report.unit for report in self._reports().values()}
        return Correction(
            ids=tuple(ruling.id for ruling in rulings),
            units=tuple(sorted(units)),
            label=label_of(self._reports().values()),
            actor="、".join(dict.fromkeys(ruling.actor for ruling in rulings)),
            because="；".join(dict.fromkeys(ruling.because for ruling in rulings)),
            at=max(ruling.at for ruling in rulings),
            lines=tuple(lines),
            spares=tuple(spares),
        )

    def _reports(self) -> Mapping[str, Report]:
        return {report.key: report for pair in self.pairs for report in (pair.one, pair.other)}

    def _figures(self) -> Iterator[tuple[Kind, Field]]:
        """Yield the figures that rows of at least two of the reports count in, in the catalog's order."""
        kinds = [self.catalog.kinds[report.kind] for report in self._reports().values()]
        for kind in self.catalog.kinds.values():
            if sum(one.is_a(kind) for one in kinds) > 1:
                for field in kind.measures:
                    yield kind, field

    def _lines(self, kind: Kind, field: Field) -> list[Line]:
        claims = {
            report.key: claim for report in self._reports().values() if (claim := self._claim(report, kind, field))
        }
        same = connected([pair for pair in self.pairs if pair.ruling.verdict == "same"])
        keys = [dict.fromkeys(key for pair in group for key in (pair.one.key, pair.other.key)) for group in same]
        partly = [
            (one := claims[pair.one.key], other := claims[pair.other.key], min(amount, one.value, other.value))
            for pair in self.pairs
            if (amount := self._wholes(pair).get(field.id)) and {pair.one.key, pair.other.key} <= claims.keys()
        ]
        return overlap_lines(
            f"{kind.name}.{field.id}",
            [[claims[key] for key in group if key in claims] for group in keys],
            partly,
            stock=field.measure == "stock",
        )

    def _wholes(self, pair: Settled) -> Mapping[str, Decimal]:
        """Return how much both rows of a pair count, by measure: what is decided of a part holds for its whole too.

        Goods that two units both count are counted twice in their outlay as well; where the office has decided of the
        whole itself, that holds.
        """
        decided = pair.ruling.amounts
        wholes: dict[str, Decimal] = {}
        for measure, amount in decided.items():
            whole = self.catalog.kinds[pair.one.kind].field(measure).counts_as
            while whole and whole not in decided:
                wholes[whole] = wholes.get(whole, Decimal(0)) + amount
                whole = self.catalog.kinds[pair.one.kind].field(whole).counts_as
        return {**wholes, **decided}

    def _claim(self, report: Report, kind: Kind, field: Field) -> Claim | None:
        """Return what a report says of a figure; None where it says nothing, or does not count in the period."""
        if not self.catalog.kinds[report.kind].is_a(kind):
            return None
        one = stated(self.said[report.unit.revision], report).get(field.id)
        if one is None or not self._counts(one, report, kind, field):
            return None
        return Claim(key=report.key, unit=report.unit.unit, month=one.month, choices=one.choices, value=one.value)

    def _counts(self, one: Statement, report: Report, kind: Kind, field: Field) -> bool:
        period = self.period
        if field.measure != "stock":
            return period.whole_year or (one.month is not None and period.first_month <= one.month <= period.last_month)
        end = period.year * 100 + (YEAR_ONLY if period.whole_year else period.last_month)
        known = [
            other
            for other in self.said[report.unit.revision]
            if other.measure == field.id and other.since <= end and self.catalog.kinds[other.kind].is_a(kind)
        ]
        return one.since <= end and one.day == max(other.day for other in known)


def stated(said: Iterable[Statement], report: Report) -> Mapping[str, Statement]:
    """Return what a report's row says, by measure."""
    event = report.event
    return {one.measure: one for one in said if (one.sheet, one.row) == (event.sheet, event.row)}


def label_of(reports: Iterable[Report]) -> str:
    """Return what is reported several times, in words: 李村医院、李村街道：2026-07-28 军民联欢会."""
    told = sorted(reports, key=lambda report: report.key)
    names = "、".join(dict.fromkeys(report.unit.name for report in told))
    first = told[0].event
    return f"{names}：{first.day.removesuffix('-99')} {first.title}".rstrip("： ")
