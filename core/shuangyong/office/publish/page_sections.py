"""The sections of the page below the figures: groups, who reported, what was taken out, what is open, definitions."""

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from ..rollup.figures import Plans
from ..rollup.names import ACTIVITY
from ..status.status import Status
from .amounts import published
from .naming import Naming
from .page_parts import NOTHING, Ink, table
from .plans import HEADS, RATE, TITLE, PlanTable, numbers, plan_table, rate
from .reporting import Count, by_region, count
from .sheets.notes import DEFINITIONS, TRACE
from .sheets.overlaps import CAUSES, moment, reports_of
from .svg import Chart, Series, bars
from .telling import Voice

_MEASURES = (
    *(f"{ACTIVITY}.{name}" for name in ("count", "participants", "beneficiaries", "spending")),
    *(
        f"core.{name}.count"
        for name in ("meeting", "education_event", "visit", "gathering", "support", "service", "assistance")
    ),
)
_COUNTED = {
    "expected": "应报",
    "submitted": "已报",
    "complete": "完整",
    "passed": "通过",
    "on_time": "按时",
    "late": "逾期",
    "missing": "未报",
    "returned": "退回",
}
_STACKED = (
    ("on_time", "按时", "good"),
    ("late", "逾期", "fair"),
    ("undated", "未设期限或未到期", "calm"),
    ("missing", "未报", "main"),
)


def group_section(dim: str, name: str, voice: Voice, ink: Ink) -> str:
    """Return the main figures of each sector or region, the whole below them, and by how much they miss it."""
    naming, tables = voice.naming, voice.tables
    split = tables.splits[dim]
    there = [measure for measure in _MEASURES if measure in tables.whole]
    rows = [
        (escape(naming.group(split.dim, group)), *(ink.value(split.get(measure, group)) for measure in there))
        for group in split.groups
    ]
    taken = [tables.differences.get((split.dim, measure), Decimal(0)) for measure in there]
    if any(taken):
        what = f"跨{naming.dimension(split.dim)}核减"
        rows.append((what, *map(_taken, taken)))
    foot = (naming.everywhere, *(ink.value(tables.whole[measure]) for measure in there))
    head = (naming.dimension(split.dim), *(_head(naming, measure) for measure in there))
    return f'<section id="{dim}s"><h2>{name}</h2>\n{table(head, rows, foot=foot)}</section>\n'


def _head(naming: Naming, measure: str) -> str:
    field, kind = naming.field(measure), naming.kind(measure)
    if kind.name == ACTIVITY:
        return f"{'活动次数' if field.id == 'count' else field.label}\n（{field.unit}）"
    return f"{kind.label}\n（{field.unit}）"


def plan_section(voice: Voice, ink: Ink) -> str:
    """Return what came of the plans, by sector and by region."""
    found = (plan_table(voice.tables, voice.naming, dim) for dim in ("sector", "region"))
    told = "".join(_plans(planned, ink) for planned in found if planned is not None)
    hint = f'<p class="hint">各数为净数，单位：项。{RATE}</p>'
    return f'<section id="plans"><h2>{TITLE}</h2>\n{hint}\n{told}</section>\n' if told else ""


def _plans(planned: PlanTable, ink: Ink) -> str:
    rows = [_plan_row(name, one, ink) for name, one in planned.rows]
    if planned.miss:
        rows.append((planned.miss, *map(_taken, planned.missed), NOTHING))
    title = f"<h3>分{planned.head}</h3>\n"
    return title + table((planned.head, *HEADS), rows, foot=_plan_row(planned.everywhere, planned.whole, ink))


def _plan_row(name: str, one: Plans, ink: Ink) -> tuple[str, ...]:
    return (escape(name), *map(ink.value, numbers(one)), rate(one))


def _taken(amount: Decimal) -> str:
    return published(amount) if amount else NOTHING


def coverage_section(naming: Naming, status: Status | None) -> tuple[str, str]:
    """Return who reported, county by county, and the chart of it; only the missing without a status."""
    rollup = naming.rollup
    told, chart = "", ""
    if status is not None:
        counties = by_region(status, naming)
        rows = [(escape(name), *_cells(counts)) for name, counts in counties]
        told = table(("地区", *_COUNTED.values()), rows, foot=("合计", *_cells(count(status.members))))
        chart = _chart([(name, counts) for name, counts in counties])
    if not rollup.public:
        told += _names("未报送的单位", rollup.coverage.missing)
        told += _names("名册外的单位（未计入）", rollup.coverage.unexpected)
    return (f'<section id="reporting"><h2>报送情况</h2>\n{told}</section>\n' if told else ""), chart


def _cells(counts: Count) -> Iterator[str]:
    return (str(getattr(counts, name)) for name in _COUNTED)


def _chart(counties: list[tuple[str, Count]]) -> str:
    shown = [
        Series(label, colour, tuple(Decimal(getattr(counts, name)) for _, counts in counties))
        for name, label, colour in _STACKED
        if any(getattr(counts, name) for _, counts in counties)
    ]
    labels = tuple(name for name, _ in counties)
    return bars(Chart("coverage", "分地区报送情况", "家", "地区", labels, tuple(shown))) if shown else ""


def _names(title: str, units: tuple[tuple[str, str], ...]) -> str:
    if not units:
        return ""
    names = "".join(f"<li>{escape(name)}</li>" for _, name in units)
    return f'<details class="names"><summary>{title}（{len(units)} 家）</summary><ul>{names}</ul></details>\n'


def correction_section(voice: Voice) -> str:
    """Return what was taken out, by whom and why; of a public edition how many corrections there are."""
    naming = voice.naming
    rollup = naming.rollup
    if not rollup.adjustments:
        return ""
    words = f"对重复报送的内容核减 {len(rollup.adjustments)} 项。原始台账不作改动，净数＝上报数＋核减。"
    listed = "" if rollup.public else "".join(_correction(voice, place) for place in range(len(rollup.adjustments)))
    lines = f'<div class="lines">{listed}</div>' if listed else ""
    return f'<section id="corrections"><h2>重复核减</h2>\n<p class="hint">{words}</p>\n{lines}</section>\n'


def _correction(voice: Voice, place: int) -> str:
    naming = voice.naming
    one = naming.rollup.adjustments[place]
    names = "、".join(naming.unit_name(code) for code in one.units)
    rows = [
        (f"{escape(naming.label(naming.kind(measure)))} {escape(naming.field(measure).label)}", published(amount))
        for measure, amount in one.amounts.items()
    ]
    who = f"{one.actor}，{moment(one.at)}：{one.because}"
    told = f"<b>{escape(one.label)}</b> {CAUSES.get(one.cause, one.cause)}"
    made = "".join(f'<p class="made">{escape(text)}</p>' for text in (names, who))
    opened = f'<div class="opened">{made}{table(("指标", "核减"), rows)}</div>'
    return f'<details class="line"><summary><span class="name">{told}</span></summary>{opened}</details>\n'


def open_section(naming: Naming) -> str:
    """Return what nobody has decided yet, what else is open, and what was not added up."""
    rollup = naming.rollup
    parts = []
    if rollup.undecided and not rollup.public:
        items = "".join(
            f"<li><b>{escape(str(one.get('grade', '')))}</b> {escape('；'.join(map(str, one.get('reasons', ()))))}"
            f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in reports_of(one))}</ul></li>"
            for one in rollup.undecided
        )
        parts.append(f"<h3>待裁定的疑似重复（{len(rollup.undecided)} 组）</h3><ol>{items}</ol>")
    if rollup.open_problems and not rollup.public:
        items = "".join(f"<li>{escape(problem)}</li>" for problem in rollup.open_problems)
        parts.append(f"<h3>未决问题</h3><ul>{items}</ul>")
    omitted = dict.fromkeys(
        f"{naming.label(naming.kind(one.measure))}·{naming.field(one.measure).label}：{one.because}"
        for one in rollup.omissions
    )
    if omitted:
        items = "".join(f"<li>{escape(text)}</li>" for text in omitted)
        parts.append(
            f'<details class="names"><summary>没有加总的指标（{len(omitted)} 项）</summary><ul>{items}</ul></details>'
        )
    return f'<section id="open"><h2>未决事项</h2>\n{"".join(parts)}</section>\n' if parts else ""


def definition_section(naming: Naming) -> str:
    """Return what the words mean."""
    words = "".join(f"<dt>{escape(name)}</dt><dd>{escape(meaning)}</dd>" for name, meaning in DEFINITIONS)
    trace = "" if naming.rollup.public else f"<dt>追溯</dt><dd>点开一行可看到指标的标识，{TRACE}。</dd>"
    hidden = "<dt>*</dt><dd>涉及的人数很少，为保护个人信息不予公布。</dd>" if naming.rollup.public else ""
    return f'<section id="words"><h2>说明</h2>\n<dl>{words}{trace}{hidden}</dl></section>\n'
