"""One overlap as it is shown to who decides it, and what was filled in to decide it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

import attrs

from ..model.fields import Field
from ..model.problems import Problem, ProblemsFound, error
from ..office.overlaps.aligning import Aligned, aligned, shared
from ..office.overlaps.candidates import Candidate, pair_id
from ..office.overlaps.deciding import Wish
from ..office.overlaps.decisions import VERDICTS, Ruling, Seen, Verdict, history, last_decision
from ..office.overlaps.effect import Effect, effect
from ..office.overlaps.picking import SIGN, picked
from ..office.overlaps.reports import Report
from ..office.overlaps.scopes import Scope
from ..office.overlaps.settling import Overlaps, Settled
from ..office.rollup.names import kind_and_field
from ..office.store.opening import Store
from .routing import Visit

#: A form's field that says how much of a measure both count is this and the measure.
AMOUNT = "amount-"

#: What an address names the two rows by, of a pair that the search did not propose.
PICKED = ("one", "other")

_LONGEST, _REASONS = 500, 8


@attrs.frozen(kw_only=True)
class Change:
    """What a decision would change in a figure of the year, in words and as numbers of the table."""

    label: str
    unit: str
    effect: Effect


@attrs.frozen(kw_only=True)
class Shown:
    """An overlap as its page shows it.

    Attributes:
        id: The overlap's.
        named: How it is named to be decided: its id, or the two rows where somebody picked them.
        candidate: Where nobody has decided the pair.
        settled: Where somebody has.
        scope: Where it is a declared 口径.
        reports: The two; none where a ledger has changed since, and of a 口径.
        fields: The two side by side.
        amounts: The form's fields for what both count in part, with the measures.
        history: All that was decided, the first first.
        last: The number of the last decision.
        changes: By verdict, what deciding so would change; for 部分重复, with what is filled in.
    """

    id: str
    named: str
    candidate: Candidate | None = None
    settled: Settled | None = None
    scope: Scope | None = None
    reports: tuple[Report, ...] = ()
    fields: Sequence[Aligned] = ()
    amounts: Mapping[str, Field] = attrs.field(factory=dict)
    history: Sequence[Ruling] = ()
    last: int = 0
    changes: Mapping[Verdict, Sequence[Change]] = attrs.field(factory=dict)


def shown_of(visit: Visit, overlaps: Overlaps, id_: str) -> Shown | None:
    """Return an overlap of a year by its id; None where there is none."""
    store, catalog, year = visit.store, visit.portal.catalog, overlaps.year
    candidate = next((one for one in overlaps.undecided if one.id == id_), None)
    settled = next((one for one in overlaps.settled if one.ruling.id == id_), None)
    scope = next((one for one in overlaps.scopes if one.id == id_), None)
    pair = candidate or settled
    named, reports = (id_, (pair.one, pair.other)) if pair else _picked(visit, year, id_)
    if reports is None and scope is None and all(one.id != id_ for one in overlaps.stale):
        return None
    last = last_decision(store, year, id_)
    known = Shown(id=id_, named=named, history=history(store, year, id_), last=last, scope=scope)
    if reports is None:
        return known
    fields = {f"{AMOUNT}{field.id}": field for field in shared(reports[0], reports[1], catalog)}
    known = attrs.evolve(
        known,
        candidate=candidate,
        settled=settled,
        reports=reports,
        fields=aligned(reports[0], reports[1], catalog),
        amounts=fields,
    )
    return attrs.evolve(known, changes=_changes(visit, overlaps, known))


def picked_pair(visit: Visit, year: int) -> tuple[str, tuple[Report, Report]]:
    """Return the pair whose rows the address names: how it is named, and its reports.

    Raises:
        ProblemsFound: It does not name two rows of two units.
    """
    text = SIGN.join(visit.asked(name) for name in PICKED)
    pairs, problems = picked(visit.store, year, [text])
    if problems:
        raise ProblemsFound(problems)
    return text, pairs[text]


def _picked(visit: Visit, year: int, id_: str) -> tuple[str, tuple[Report, Report] | None]:
    if not all(visit.asked(name) for name in PICKED):
        return id_, None
    named, (one, other) = picked_pair(visit, year)
    return (named, (one, other)) if pair_id(one.key, other.key) == id_ else (id_, None)


def wishes_of(visit: Visit, shown: Shown) -> tuple[list[Wish], str]:
    """Return what was filled in: the decisions, and why.

    Raises:
        ProblemsFound: No verdict, no reason, no amount of what both count in part, or one that is no number.
    """
    form = visit.form
    because, verdict = form.text("because").strip()[:_LONGEST], form.text("verdict")
    problems: list[Problem] = []
    if verdict not in VERDICTS:
        problems.append(error("no-verdict", "没有选裁定。", "请选“同一活动”“不同活动”或“部分重复”。"))
    if not because:
        problems.append(error("no-reason", "没有写理由。", "请写一句怎么核实的，如：已电话核实，两家合办。"))
    wishes = [Wish(id=shown.named, verdict=verdict)] if verdict in ("same", "different") else []  # type: ignore[arg-type]
    if verdict == "partly":
        amounts, wrong = _amounts({name: form.text(name) for name in shown.amounts}, shown)
        problems += wrong
        wishes = [
            Wish(id=shown.named, verdict="partly", measure=measure, amount=said) for measure, said in amounts.items()
        ]
        if not wishes and not wrong:
            problems.append(error("no-amount", "部分重复没有写数量。", "请在两家都计了的那一项写上重复的数量。"))
    if problems:
        raise ProblemsFound(problems)
    return wishes, because


def seen_of(visit: Visit, shown: Shown) -> Seen:
    """Return what the page had shown to who decides now; a form that does not tell has shown nothing."""
    told = visit.form.text("seen")
    number = int(told) if told.isascii() and told.isdecimal() and len(told) < 16 else -1
    revisions = frozenset(report.unit.revision for report in shown.reports)
    return Seen({shown.id: number}, revisions)


def recent_reasons(store: Store, actor: str) -> list[str]:
    """Return what somebody gave as reasons lately, to choose from."""
    rows = store.db.execute(
        "SELECT because, MAX(id) AS latest FROM decision WHERE actor = ? GROUP BY because ORDER BY latest DESC LIMIT ?",
        (actor, _REASONS),
    )
    return [row["because"] for row in rows]


def _changes(visit: Visit, overlaps: Overlaps, shown: Shown) -> Mapping[Verdict, Sequence[Change]]:
    """Return what each verdict that is not the present one would change."""
    one, other = shown.reports
    now = shown.settled.ruling if shown.settled else None
    asked, _ = _amounts({name: visit.request.query_params.get(name, "") for name in shown.amounts}, shown)
    wished: dict[Verdict, Mapping[str, Decimal]] = {"same": {}}
    if now is not None:
        wished["different"] = {}
    if asked:
        wished["partly"] = asked
    return {
        verdict: [
            _change(visit, one_effect)
            for one_effect in effect(
                visit.store, visit.portal.catalog, overlaps, (shown.id, one, other), verdict, amounts
            )
        ]
        for verdict, amounts in wished.items()
        if now is None or verdict == "partly" or now.verdict != verdict
    }


def _change(visit: Visit, found: Effect) -> Change:
    kind, field = kind_and_field(found.figure, visit.portal.catalog)
    return Change(label=f"{kind.label}·{field.label}", unit=field.unit or "", effect=found)


def _amounts(told: Mapping[str, str], shown: Shown) -> tuple[dict[str, Decimal], list[Problem]]:
    """Return the amounts that are filled in, by measure, and what is wrong with others."""
    found: dict[str, Decimal] = {}
    problems = []
    for name, text in told.items():
        plain = text.strip().replace(",", "").replace("，", "")
        if not plain:
            continue
        field = shown.amounts[name]
        try:
            amount = Decimal(plain[:_LONGEST])
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite() and amount > 0 and len(plain) <= 20:
            found[field.id] = amount
        else:
            message = f"「{field.label}」的重复数量「{text[:20]}」不是大于 0 的数。"
            problems.append(error("bad-amount", message, "请写阿拉伯数字。", value=text[:20]))
    return found, problems
