"""What is wrong with a plugin's offers beyond what loading refuses: words for people, names, rules."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from typing import Any

from ..catalog import Catalog, Plugin
from ..model.kinds import CORE, Kind
from ..model.ledgers import Ledger
from ..model.plugin_pages import PluginPage, parts_of
from ..offers import RowCheck, named
from .records import full_record, values


def kind_faults(kind: Kind) -> Iterator[str]:
    """Yield what a kind does not say that clerks and readers need."""
    if kind.pillar is None and not kind.abstract:
        yield f"{kind.name}：没有说明属于哪一方面（pillar）。"
    if not kind.doc:
        yield f"{kind.name}：没有文档字符串。"
    for field in kind.columns:
        if field.id in kind.own and field.measure and not field.hint:
            yield f"{kind.name}.{field.id}（{field.label}）：指标没有填写提示（hint=）。"
    names = Counter(name for field in kind.columns for name in {field.label, *field.aliases})
    yield from (f"{kind.name}：两列都叫「{name}」（别名也算）。" for name, times in names.items() if times > 1)


def name_clashes(plugin: Plugin) -> Iterator[str]:
    """Yield the names of a plugin that would collide with another's although loading cannot know."""
    for check in plugin.offers.checks:
        if plugin.name != CORE and not check.code.startswith(f"{plugin.name}."):
            yield f"规则代码 {check.code} 应以「{plugin.name}.」开头，免得与别的插件相同。"
    commands = Counter(entry.name for entry in entry_points(group="shuangyong.commands"))
    yield from (f"命令 {name} 有 {times} 个安装包提供。" for name, times in commands.items() if times > 1)


def rule_faults(check: RowCheck, catalog: Catalog, year: int) -> Iterator[str]:
    """Yield what would fail in a rule when a row is judged, or its words are put together."""
    kind = catalog.kind(check.kind)
    try:
        check.message.format_map(values(kind, year))
    except (KeyError, ValueError, IndexError, AttributeError) as cause:
        yield f"规则 {check.code} 的 message 填不出来：{cause}。"
    if not check.message or not check.fix:
        yield f"规则 {check.code} 要说清哪里不对（message）、怎样改（fix）。"
    if check.at not in {field.id for field in kind.columns}:
        yield f"规则 {check.code} 要标在一个有列的字段上（at），{check.at} 没有列。"
    for descendant in catalog.descendants(kind):
        if not descendant.abstract:
            answer = check.holds(full_record(descendant, year))
            if not isinstance(answer, bool):
                yield f"规则 {check.code} 的 holds 应返回 True 或 False，却返回 {answer!r}。"


def page_faults(page: PluginPage, ledgers: Iterable[Ledger]) -> Iterator[str]:
    """Yield what fails when a page is shown: a unit's for each ledger, an office's without a figure."""
    if page.about == "office":
        given: list[dict[str, Any]] = [{"figures": ()}]
    else:
        today = datetime.date.today()  # noqa: DTZ011  as the portal has it
        found = tuple(ledgers)
        given = [{"ledger": one, "last": last, "today": today} for one in found for last in (None, one)]
    for options in given:
        try:
            parts_of(page.show(**named(page.show, options)))
        except Exception as fault:
            yield f"网页 {page.id}（{page.label}）做不出来：{type(fault).__name__}: {fault}"
            return
