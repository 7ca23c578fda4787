"""What contradicts the kinds, or itself, in what a plugin offers; each fault in words, with its mend."""

import inspect
import re
import string
import typing
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .model.criteria import FOLDER, Criteria
from .model.documents import DocumentKind
from .model.duty_faults import duty_faults
from .model.kinds import CORE, Kind
from .model.page_faults import page_faults
from .model.patterns import Pattern
from .model.pillars import PILLARS
from .model.problems import Severity
from .model.units import INFO
from .offers import PLACES, Choices, LedgerCheck, RowCheck, Section, named

if TYPE_CHECKING:
    from .assembly import Offers

_REPORTS: tuple[DocumentKind, ...] = typing.get_args(DocumentKind)
_SEVERITIES: tuple[Severity, ...] = typing.get_args(Severity)
#: What a section of a plan may tell besides kinds and pillars: whatever else was planned.
_REST = "其他"


#: What Excel allows a sheet to be called.
_LONGEST_SHEET = 31
_NO_SHEET = re.compile(r"[\[\]:*?/\\]|^'|'$|^\s*$")
#: Words of patterns that are shorter stand in too many others.
_SHORTEST_WORD = 2
#: Sheets of a ledger that are not a kind's.
_TAKEN = {INFO, "_字典", "_模板"}


def contradictions(offers: "Mapping[str, Offers]", kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """Yield each fault with the name of the plugin whose it is."""
    for name, offer in offers.items():
        yield from ((name, fault) for fault in _faults(name, offer, offers, kinds))


def _faults(name: str, offer: "Offers", offers: "Mapping[str, Offers]", kinds: Mapping[str, Kind]) -> Iterator[str]:
    for sector in offer.sectors:
        if sector.id != name:
            yield f"行业 {sector.id} 应与插件名「{name}」相同：种类的全名由它而来。"
    for sample in offer.sample_ledgers:
        if sample.sector != name:
            yield f"示例台账的行业 {sample.sector} 应与插件名「{name}」相同。"
    for choices in offer.choices:
        yield from _choices_faults(choices, kinds)
    sectors = [sector.id for other in offers.values() for sector in other.sectors]
    for check in offer.checks:
        if isinstance(check, RowCheck):
            yield from (f"规则 {check.code} {fault}" for fault in _row_check_faults(check, kinds))
        else:
            yield from (f"规则 {check.code} {fault}" for fault in _ledger_check_faults(check, sectors))
    sheets = [kind for kind in kinds.values() if kind.namespace in (CORE, name)]
    core = {f"{CORE}.{section.id}" for section in offers[CORE].report_sections} if CORE in offers else set()
    for section in offer.report_sections:
        yield from (f"报告段落 {section.id} {fault}" for fault in _section_faults(section, name, sheets, core))
    for pattern in offer.patterns:
        yield from (f"文字样式 {pattern.kind} {fault}" for fault in _pattern_faults(pattern, kinds))
    for again in _repeated(section.id for section in offer.report_sections):
        yield f"报告段落 {again} 给出了两次。"
    for criteria in offer.criteria:
        yield from _criteria_faults(criteria, offer)
    yield from _sheet_faults([kind for kind in sheets if not kind.abstract])
    yield from _duties_faults(name, offer, offers, kinds)
    yield from _pages_faults(offer, kinds)


def _sheet_faults(sheets: Collection[Kind]) -> Iterator[str]:
    for kind in sheets:
        if len(kind.label) > _LONGEST_SHEET or _NO_SHEET.search(kind.label) or kind.label in _TAKEN:
            yield (
                f"种类 {kind.name} 的名称「{kind.label}」不能作工作表名：最多 {_LONGEST_SHEET} 个字，"
                f"不含 [ ] : * ? / \\，首尾不是单引号，也不是{'、'.join(sorted(_TAKEN))}，请改名。"
            )
    for label in _repeated(kind.label for kind in sheets):
        same = "、".join(kind.name for kind in sheets if kind.label == label)
        yield f"种类 {same} 的名称都是「{label}」，工作表会重名，请改名。"
    for alias in _repeated(name for kind in sheets for name in {kind.label, *kind.aliases}):
        same = "、".join(kind.name for kind in sheets if alias in kind.aliases)
        if same:
            yield f"种类 {same} 的旧名「{alias}」又是另一个种类的名称或旧名，老台账会读错，请删去。"


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _duties_faults(
    name: str, offer: "Offers", offers: "Mapping[str, Offers]", kinds: Mapping[str, Kind]
) -> Iterator[str]:
    known = {f"{plugin}.{duty.id}" for plugin in {CORE, name} & {*offers} for duty in offers[plugin].duties}
    for duty in offer.duties:
        yield from (f"任务 {duty.id}：{fault}" for fault in duty_faults(duty, kinds))
        if duty.replaces and duty.replaces not in known:
            yield f"任务 {duty.id} 要代替的「{duty.replaces}」不存在，有：{'、'.join(sorted(known))}。"
    for again in _repeated(duty.id for duty in offer.duties):
        yield f"任务 {again} 给出了两次。"


def _pages_faults(offer: "Offers", kinds: Mapping[str, Kind]) -> Iterator[str]:
    for page in offer.pages:
        yield from (f"网页 {page.id} {fault}" for fault in page_faults(page, kinds))
    for again in _repeated(page.id for page in offer.pages):
        yield f"网页 {again} 给出了两次。"


def _choices_faults(choices: Choices, kinds: Mapping[str, Kind]) -> Iterator[str]:
    kind = kinds.get(choices.kind)
    if kind is None:
        yield f"选项加到了不存在的种类「{choices.kind}」。{_not_installed(choices.kind, kinds)}"
    elif choices.field not in {field.id for field in kind.fields if field.type == "choice"}:
        known = "、".join(field.id for field in kind.fields if field.type == "choice") or "（无）"
        yield f"{choices.kind} 没有选项字段「{choices.field}」，有：{known}。"


def _row_check_faults(check: RowCheck, kinds: Mapping[str, Kind]) -> Iterator[str]:
    kind = kinds.get(check.kind)
    if kind is None:
        yield f"用于不存在的种类「{check.kind}」。{_not_installed(check.kind, kinds)}"
        return
    if not check.at:
        yield "没有说明标在哪一格，请写 at=。"
        return
    if check.severity not in _SEVERITIES:
        yield f"的 severity「{check.severity}」不存在，有：{'、'.join(_SEVERITIES)}。"
    fields = {field.id: field for field in kind.fields}
    known = "、".join(sorted(fields))
    for name in (*check.needs, check.at):
        if name not in fields:
            yield f"用到 {check.kind} 没有的字段「{name}」，有：{known}。"
            return
        if fields[name].measure == "ratio":
            yield f"用到比率「{name}」，逐行没有值，请改用 {fields[name].numerator} 和 {fields[name].denominator}。"
    try:
        told = [name for _, name, _, _ in string.Formatter().parse(check.message) if name is not None]
    except ValueError as cause:
        yield f"的 message 花括号不成对（{cause}），要写花括号本身请写两遍。"
        return
    for name in told:
        if name.partition(".")[0].partition("[")[0] not in fields:
            yield f"的 message 用到 {check.kind} 没有的字段「{{{name}}}」，有：{known}。"


def _pattern_faults(pattern: Pattern, kinds: Mapping[str, Kind]) -> Iterator[str]:
    kind = kinds.get(pattern.kind)
    if kind is None:
        yield f"用于不存在的种类「{pattern.kind}」。{_not_installed(pattern.kind, kinds)}"
        return
    measures = [field.id for field in (*kind.measures, *kind.ratios)]
    for name in dict.fromkeys((*pattern.figures, *pattern.units)):
        if name not in measures:
            yield f"用到 {pattern.kind} 没有的指标「{name}」，有：{'、'.join(measures) or '（无）'}。"
    choices = [choice for field in kind.fields for choice in field.choices]
    for name in pattern.choices:
        if name not in choices:
            yield f"用到 {pattern.kind} 没有的选项「{name}」，有：{'、'.join(choices) or '（无）'}。"
    texts = (pattern.triggers, pattern.hints, pattern.unless, *pattern.figures.values(), *pattern.choices.values())
    for word in dict.fromkeys(word for words in texts for word in words if len(word) < _SHORTEST_WORD):
        yield f"的词语「{word}」太短，会认错，请写两个字以上。"


def _ledger_check_faults(check: LedgerCheck, sectors: Collection[str]) -> Iterator[str]:
    if check.sector is not None and check.sector not in sectors:
        yield f"用于没有安装的行业「{check.sector}」，有：{'、'.join(sorted(sectors)) or '（无）'}。"
    try:
        signature = inspect.signature(check.find)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(None, **named(check.find, {"kinds": ()}))
    except TypeError:
        yield f"的 find 参数应是 (ledger) 或 (ledger, kinds)，却是 {signature}。"


def _section_faults(section: Section, plugin: str, kinds: Collection[Kind], core: Collection[str]) -> Iterator[str]:
    if section.place not in PLACES:
        yield f"的位置「{section.place}」不存在，有：{'、'.join(PLACES)}。"
    for report in section.reports:
        if report not in _REPORTS:
            yield f"的公文「{report}」不存在，有：{'、'.join(_REPORTS)}。"
    if section.replaces is not None and section.replaces not in core:
        yield f"要代替的「{section.replaces}」不存在，有：{'、'.join(sorted(core))}。"
    labels = {*(kind.label for kind in kinds), *(pillar.label for pillar in PILLARS.values()), plugin, _REST}
    for label in section.plans:
        if label not in labels:
            yield f"的 plans「{label}」不是种类或方面的名称，也不是 {plugin} 或{_REST}。"


def _criteria_faults(criteria: Criteria, offer: "Offers") -> Iterator[str]:
    if criteria.text(offer.module) is None:
        yield f"考评标准文件 {FOLDER}/{criteria.file} 不在插件的文件夹里。"
    if sum(one.file == criteria.file for one in offer.criteria) > 1:
        yield f"考评标准文件 {criteria.file} 给出了两次。"


def _not_installed(kind: str, kinds: Mapping[str, Kind]) -> str:
    """Return the mend where a kind's plugin is the one that is missing."""
    namespace, dot, _ = kind.partition(".")
    known = [name for name in kinds if name.startswith(f"{namespace}.")]
    if known:
        return f"{namespace} 有：{'、'.join(known)}。"
    return f"若是插件 {namespace} 的，请先装好它。" if dot else "请写全名，如 core.support。"
