"""Deciding: checked as a whole before anything is written, so that a slip in one decision decides nothing."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.problems import Problem, ProblemsFound, error
from ..store.opening import Store
from .candidates import pair_id
from .correcting import connected, label_of, stated
from .decisions import Ruling, Seen, Verdict, write
from .picking import is_picked, picked
from .reports import Report
from .settling import Overlaps, Settled, overlaps_of
from .statements import statements_of

#: Which cell of a filled list a fault is about; the id's where none is named.
_ABOUT = {"measure-not-shared": "measure", "bad-amount": "amount", "no-part-of-scope": "verdict"}

_LISTED = "请用 shuangyong overlaps 看现有的编号。"


@attrs.frozen(kw_only=True)
class Place:
    """The row of a filled list that a decision was read from: the file's and the sheet's names, cells by field."""

    file: str
    sheet: str
    cells: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Wish:
    """One decision as somebody asks for it.

    Attributes:
        id: The overlap's; or two rows as ``picking`` reads them, where the search did not propose the pair.
        verdict: ``same``, ``different``, or ``partly`` with a measure and an amount.
        measure: For ``partly``: of what both count a part.
        amount: How much of it; in the measure's own unit.
        because: Why, where that is another reason than that of all.
        place: Where it was read; None where it was typed in a command or on a page.
        faults: What is wrong with the cells that it was read from; told with whatever else is wrong.
    """

    id: str
    verdict: Verdict
    measure: str | None = None
    amount: Decimal | None = None
    because: str = ""
    place: Place | None = None
    faults: tuple[Problem, ...] = ()


def decide(
    store: Store,
    catalog: Catalog,
    year: int,
    wishes: Iterable[Wish],
    actor: str,
    because: str,
    *,
    overlaps: Overlaps | None = None,
    seen: Seen | None = None,
) -> tuple[Ruling, ...]:
    """Decide overlaps of a year: all of them or, where anything is wrong with one, none.

    Args:
        store: Whose.
        catalog: What the kinds are.
        year: Of which year.
        wishes: What to decide; several measures of a pair are several wishes.
        actor: Who decides.
        because: Why.
        overlaps: How they stand, where the caller knows; it may be a little old if ``seen`` is told.
        seen: What the person who decides has seen.

    Raises:
        ProblemsFound: An id that nothing has, a row that is not there, a measure that not both rows state, an amount
            that is not above zero or above the smaller, ``same`` across what was decided to be different, or something
            has changed that had not been seen.
    """
    wishes = [*wishes]
    overlaps = overlaps or overlaps_of(store, catalog, year)
    found, wrong = picked(store, year, (wish.id for wish in wishes if is_picked(wish.id)))
    problems = [fault for wish in wishes for fault in wish.faults]
    problems += _unpicked(store, year, wishes, found) if wrong else ()
    known = [
        attrs.evolve(wish, id=_id_of(found[wish.id])) if wish.id in found else wish
        for wish in wishes
        if wish.id in found or not is_picked(wish.id)
    ]
    pairs = {**_pairs(overlaps), **{_id_of(pair): pair for pair in found.values()}}
    problems += _told_twice(wish for wish in known if not wish.faults)
    rulings: list[Ruling] = []
    for wish in (_by_id(one, pairs, catalog) for one in known):
        faults = [_located(wish, fault) for fault in _faults(store, catalog, overlaps, pairs, wish)]
        problems += _not_told(wish, faults)
        if not (faults or wish.faults):
            rulings.append(_ruling(overlaps, pairs, wish, actor, wish.because or because))
    problems += _contradictions(overlaps, pairs, rulings)
    if problems:
        raise ProblemsFound(problems, file=next((wish.place.file for wish in wishes if wish.place), ""))
    write(store, year, rulings, seen)
    return tuple(rulings)


def _located(wish: Wish, fault: Problem) -> Problem:
    """Return what is wrong with a wish, with the cell that it is about where the wish was read from a list."""
    if wish.place is None:
        return fault
    return attrs.evolve(fault, sheet=wish.place.sheet, cell=wish.place.cells[_ABOUT.get(fault.code, "id")])


def _not_told(wish: Wish, faults: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the faults in whose cells nothing was found wrong when they were read."""
    told = {(fault.sheet, fault.cell) for fault in wish.faults}
    return (fault for fault in faults if (fault.sheet, fault.cell) not in told)


def _unpicked(store: Store, year: int, wishes: Iterable[Wish], found: Container[str]) -> Iterable[Problem]:
    """Return what is wrong with the rows that wishes name, of each wish by itself, so that its cell is known."""
    lost = [wish for wish in wishes if is_picked(wish.id) and wish.id not in found]
    return dict.fromkeys(_located(wish, one) for wish in lost for one in picked(store, year, [wish.id])[1])


def _id_of(pair: tuple[Report, Report]) -> str:
    return pair_id(pair[0].key, pair[1].key)


def _told_twice(wishes: Iterable[Wish]) -> Iterator[Problem]:
    told: dict[tuple[str, str | None], Wish] = {}
    for wish in wishes:
        others = [one for one in told.values() if one.id == wish.id]
        told[wish.id, wish.measure] = wish
        if any(one.verdict != wish.verdict or one.measure == wish.measure for one in others):
            twice = error("decided-twice", f"「{wish.id}」在同一次里裁定了两次。", "请只留一个。", value=wish.id)
            yield _located(wish, twice)


def _by_id(wish: Wish, pairs: Mapping[str, tuple[Report, Report]], catalog: Catalog) -> Wish:
    """Return a wish whose measure goes by its identifier, where somebody wrote its label."""
    kinds = [catalog.kinds[report.kind] for report in pairs.get(wish.id, ())]
    called = {field.label: field.id for kind in kinds for field in kind.measures}
    return attrs.evolve(wish, measure=called.get(wish.measure or "", wish.measure))


def _pairs(overlaps: Overlaps) -> Mapping[str, tuple[Report, Report]]:
    return {
        **{candidate.id: (candidate.one, candidate.other) for candidate in overlaps.undecided},
        **{settled.ruling.id: (settled.one, settled.other) for settled in overlaps.settled},
    }


def _ruling(
    overlaps: Overlaps, pairs: Mapping[str, tuple[Report, Report]], wish: Wish, actor: str, because: str
) -> Ruling:
    amounts = {wish.measure: wish.amount} if wish.measure and wish.amount is not None else {}
    if wish.id in pairs:
        one, other = pairs[wish.id]
        of = {"cause": "event", "one": one.key, "other": other.key, "label": label_of((one, other))}
    else:
        scope = next(scope for scope in overlaps.scopes if scope.id == wish.id)
        of = {"cause": "scope", "one": scope.declarer.unit, "other": scope.unit.unit, "label": scope.label}
    return Ruling(id=wish.id, verdict=wish.verdict, amounts=amounts, actor=actor, because=because, **of)  # type: ignore[arg-type]


def _faults(
    store: Store, catalog: Catalog, overlaps: Overlaps, pairs: Mapping[str, tuple[Report, Report]], wish: Wish
) -> Iterator[Problem]:
    if any(ruling.id == wish.id for ruling in overlaps.stale):
        yield error("stale-overlap", f"「{wish.id}」的台账已经改过，不能再按原编号裁定。", _LISTED, value=wish.id)
    elif any(scope.id == wish.id for scope in overlaps.scopes):
        if wish.verdict == "partly":
            fix = "口径只能裁定不同（different，不核减）或相同（same，恢复核减）。"
            yield error("no-part-of-scope", f"「{wish.id}」是口径申报，不能只扣一部分。", fix, value=wish.id)
    elif wish.id not in pairs:
        yield error("no-such-overlap", f"没有编号为「{wish.id}」的重复项。", _LISTED, value=wish.id)
    elif wish.verdict == "partly":
        yield from _faults_of_part(store, catalog, pairs[wish.id], wish)


def _faults_of_part(store: Store, catalog: Catalog, pair: tuple[Report, Report], wish: Wish) -> Iterator[Problem]:
    said = statements_of(store, (report.unit.revision for report in pair))
    values = [
        {measure: one.value for measure, one in stated(said[report.unit.revision], report).items()} for report in pair
    ]
    kinds = [catalog.kinds[report.kind] for report in pair]
    shared = {
        field.id: field
        for kind in catalog.kinds.values()
        if all(one.is_a(kind) for one in kinds)
        for field in kind.measures
        if all(field.id in said for said in values)
    }
    field = shared.get(wish.measure or "")
    if field is None:
        known = "、".join(f"{one.id}（{one.label}）" for one in shared.values())
        asked = f"两行没有都填指标「{wish.measure}」" if wish.measure else "部分重复没有写是哪个指标"
        message = f"「{wish.id}」的{asked}。"
        yield error("measure-not-shared", message, f"两行都有的指标：{known}。", value=wish.measure)
        return
    most = min(said[field.id] for said in values)
    amount = wish.amount
    unit = field.unit or ""
    if amount is None or not amount.is_finite() or not 0 < amount <= most:
        message = (
            f"「{label_of(pair)}」（{wish.id}）的{field.label}核减 {amount}{unit} 不行："
            f"应大于 0，不超过较小的一方 {most:f}{unit}。"
        )
        yield error(
            "bad-amount",
            message,
            "请改小数量；全部相同请裁定相同（same），不同请裁定不同（different）。",
            value=str(amount),
        )
    elif amount != round(amount, field.decimals):
        message = f"「{wish.id}」的{field.label}最多 {field.decimals} 位小数，写的是 {amount}。"
        yield error("bad-amount", message, "请改写数量。", value=str(amount))


def _contradictions(
    overlaps: Overlaps, pairs: Mapping[str, tuple[Report, Report]], rulings: Sequence[Ruling]
) -> Iterator[Problem]:
    """Yield the pairs decided to be different whose two reports would be the same as a third."""
    now = {settled.ruling.id: settled.ruling for settled in overlaps.settled}
    now |= {ruling.id: ruling for ruling in rulings if ruling.cause == "event"}
    held = [Settled(ruling=ruling, one=pairs[ruling.id][0], other=pairs[ruling.id][1]) for ruling in now.values()]
    deeds = [
        {key for pair in group for key in (pair.one.key, pair.other.key)}
        for group in connected([pair for pair in held if pair.ruling.verdict == "same"])
    ]
    for pair in held:
        if pair.ruling.verdict == "different" and any({pair.one.key, pair.other.key} <= deed for deed in deeds):
            message = f"「{pair.ruling.label}」（{pair.ruling.id}）裁定为不同，可这两行又都与第三行相同，互相矛盾。"
            fix = "请一并改正其中一个裁定：几个 --decide 可以写在同一条命令里。"
            yield error("contradiction", message, fix, value=pair.ruling.id)
