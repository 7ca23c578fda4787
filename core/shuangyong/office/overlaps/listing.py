"""Overlaps as people and programs read them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...report.figures import number_text
from ..store.opening import Store
from .candidates import Candidate
from .decisions import VERDICTS, Ruling
from .reports import Report
from .scopes import Scope
from .settling import Overlaps, Settled

_VAGUE = "-99"

#: So many units below a declaring one are named where not all were asked for.
_SOME = 3


def to_json(overlaps: Overlaps, catalog: Catalog, store: Store) -> dict[str, Any]:
    """Return the overlaps of a year as JSON objects."""
    numbers = revision_numbers(store, [report for pair in overlaps.settled for report in (pair.one, pair.other)])
    return {
        "year": overlaps.year,
        "undecided": candidates_json(overlaps.undecided, catalog, store),
        "decided": [_settled_json(settled, catalog, numbers) for settled in overlaps.settled],
        "scopes": [_scope_json(scope) for scope in overlaps.scopes],
        "stale": [_ruling_json(ruling) for ruling in overlaps.stale],
    }


def candidates_json(candidates: Sequence[Candidate], catalog: Catalog, store: Store) -> list[dict[str, Any]]:
    """Return suspected overlaps as JSON objects; roll-ups list their undecided ones so."""
    numbers = revision_numbers(store, [report for pair in candidates for report in (pair.one, pair.other)])
    return [
        {
            "id": candidate.id,
            "grade": candidate.grade,
            "reasons": list(candidate.reasons),
            "rows": [_report_json(report, catalog, numbers) for report in (candidate.one, candidate.other)],
        }
        for candidate in candidates
    ]


def revision_numbers(store: Store, reports: Iterable[Report]) -> dict[int, int]:
    """Return the number of each revision that reports are of, as people count a unit's revisions, by its id."""
    return {
        one: store.db.execute("SELECT number FROM revision WHERE id = ?", (one,)).fetchone()[0]
        for one in {report.unit.revision for report in reports}
    }


def _report_json(report: Report, catalog: Catalog, numbers: Mapping[int, int]) -> dict[str, Any]:
    event = report.event
    kind = catalog.kinds.get(event.kind)
    return {
        "unit": report.unit.unit,
        "name": report.unit.name,
        "kind": event.kind,
        "label": kind.label if kind else event.kind,
        "date": event.day.removesuffix(_VAGUE) or None,
        "end": event.end or None,
        "title": event.title or None,
        "place": event.place or None,
        "partner": event.partner or None,
        "joint_with": event.joint_with or None,
        "amounts": {measure: f"{amount:f}" for measure, amount in event.amounts.items()},
        "revision": numbers[report.unit.revision],
        "file": report.file,
        "sheet": event.sheet,
        "row": event.row,
    }


def candidate_lines(candidate: Candidate, catalog: Catalog) -> Iterator[str]:
    """Yield a suspected overlap for people: both rows, the reasons, and how to decide it."""
    yield f"{candidate.id}  {candidate.grade}  {'；'.join(candidate.reasons)}"
    for report in (candidate.one, candidate.other):
        yield from report_lines(report, catalog)


def report_lines(report: Report, catalog: Catalog) -> Iterator[str]:
    """Yield one unit's report of an activity in two lines."""
    event = report.event
    day = event.day.removesuffix(_VAGUE) + (f"至{event.end}" if event.end else "")
    yield f"  {report.unit.name}（{report.unit.unit}）  {report.file}「{event.sheet}」第 {event.row} 行"
    said = [day or "日期不详", event.title, event.place and f"地点 {event.place}"]
    said += [event.partner and f"部队 {event.partner}", event.joint_with and f"联合 {event.joint_with}"]
    yield f"    {'  '.join(part for part in (*said, _amounts(event.amounts, report.kind, catalog)) if part)}"


def settled_lines(settled: Settled, catalog: Catalog) -> Iterator[str]:
    """Yield a decision for people."""
    yield from ruling_lines(settled.ruling, catalog, settled)
    if settled.in_scope:
        yield "  这一对已由口径申报核减，不再另减。"


def ruling_lines(ruling: Ruling, catalog: Catalog, pair: Settled | None = None) -> Iterator[str]:
    """Yield what was decided, by whom, when and why."""
    parts = parts_text(ruling, catalog, pair)
    verdict = VERDICTS[ruling.verdict] if ruling.cause == "event" else _of_scope(ruling)
    yield f"{ruling.id}  {verdict}{f'（{parts}）' if parts else ''}  {ruling.label}"
    yield f"  {ruling.actor}  {ruling.at[:10]}  {ruling.because}"


def parts_text(ruling: Ruling, catalog: Catalog, pair: Settled | None = None) -> str:
    """Return of what measures a part is decided to be counted twice, and how much: 物资价值 12000元.

    Args:
        ruling: What was decided.
        catalog: What the kinds are.
        pair: The rows; where they are gone, a measure is called all that kinds call it.
    """
    kinds = [catalog.kinds[pair.one.kind]] if pair and pair.one.kind in catalog.kinds else catalog.kinds.values()
    parts = []
    for measure, amount in ruling.amounts.items():
        fields = [field for kind in kinds for field in kind.measures if field.id == measure]
        label = "或".join(dict.fromkeys(field.label for field in fields)) or measure
        parts.append(f"{label} {number_text(amount)}{(fields[0].unit if fields else None) or ''}")
    return "、".join(parts)


def scope_lines(overlaps: Overlaps, *, whole: bool) -> Iterator[str]:
    """Yield what declarations take out, a line each; all units below the declaring one only if ``whole``."""
    grouped: dict[tuple[str, str, bool], list[Scope]] = {}
    for scope in overlaps.scopes:
        grouped.setdefault((scope.declarer.unit, scope.kind.name, scope.active), []).append(scope)
    for (_, _, active), found in grouped.items():
        first = found[0]
        verb = "核减" if active else "已停用，不核减"
        below = "、".join(f"{scope.unit.name}（{scope.id}）" for scope in (found if whole else found[:_SOME]))
        more = f"等 {len(found)} 个单位" if len(found) > _SOME and not whole else ""
        yield f"{first.declarer.name}「{first.kind.label}」含下级，{verb}：{below}{more}"


def _of_scope(ruling: Ruling) -> str:
    return "停用口径核减" if ruling.verdict == "different" else "恢复口径核减"


def _amounts(amounts: Mapping[str, Any], kind: str, catalog: Catalog) -> str:
    known = catalog.kinds.get(kind)
    if known is None:
        return ""
    told = ((known.field(measure), amount) for measure, amount in amounts.items())
    return "  ".join(f"{field.label} {amount:f}{field.unit or ''}" for field, amount in told)


def _settled_json(settled: Settled, catalog: Catalog, numbers: Mapping[int, int]) -> dict[str, Any]:
    rows = [_report_json(report, catalog, numbers) for report in (settled.one, settled.other)]
    return {**_ruling_json(settled.ruling), "rows": rows, "in_scope": settled.in_scope}


def _ruling_json(ruling: Ruling) -> dict[str, Any]:
    return {
        "id": ruling.id,
        "cause": ruling.cause,
        "label": ruling.label,
        "verdict": ruling.verdict,
        "amounts": {measure: f"{amount:f}" for measure, amount in ruling.amounts.items()},
        "actor": ruling.actor,
        "because": ruling.because,
        "at": ruling.at,
    }


def _scope_json(scope: Scope) -> dict[str, Any]:
    return {
        "id": scope.id,
        "declarer": scope.declarer.unit,
        "unit": scope.unit.unit,
        "kind": scope.kind.name,
        "kinds": sorted(scope.kinds),
        "figures": sorted(scope.figures),
        "active": scope.active,
        "label": scope.label,
        "actor": scope.actor,
        "because": scope.because,
        "at": scope.at,
    }
