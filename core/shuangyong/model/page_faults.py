"""What is wrong with a page that a plugin adds, before anybody opens it."""

import inspect
import re
from collections.abc import Iterator, Mapping

from .kinds import Kind
from .plugin_pages import PluginPage

_ID = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST = 12
#: What the function of each kind of page must take, and may take.
_TAKES = {"unit": (("ledger",), ("last", "today")), "office": (("figures",), ())}


def page_faults(page: PluginPage, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield what is wrong with a page, in words, with its mend."""
    if not _ID.fullmatch(page.id):
        yield "的 id 要作网址，只能用小写字母、数字和下划线，以字母开头。"
    if not page.label.strip() or len(page.label) > _LONGEST:
        yield f"的名称「{page.label}」要放进导航，请写 1 至 {_LONGEST} 个字。"
    if page.about not in _TAKES:
        yield f"的 about「{page.about}」不存在，有：{'、'.join(_TAKES)}。"
        return
    yield from _function_faults(page)
    if page.about == "unit" and (page.measures or page.by):
        yield '是单位的页面，measures 和 by 只用于 about="office"。'
    if page.about == "office" and not page.measures:
        yield "没有说明用哪些数字，请写 measures=。"
    for name in page.measures:
        kind, _, field = name.rpartition(".")
        if kind not in kinds or field not in {one.id for one in (*kinds[kind].measures, *kinds[kind].ratios)}:
            yield f"用到不存在的数字「{name}」，请写全名，如 core.support.matters。"


def _function_faults(page: PluginPage) -> Iterator[str]:
    must, may = _TAKES[page.about]
    try:
        parameters = inspect.signature(page.show).parameters.values()
    except (TypeError, ValueError):
        yield "的 show 应是函数。"
        return
    if any(one.kind is one.VAR_KEYWORD for one in parameters):
        return
    names = {one.name for one in parameters if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)}
    needed = {one.name for one in parameters if one.default is one.empty}
    if not {*must} <= names or not needed <= {*must, *may}:
        allowed = "、".join((*must, *may))
        yield f"的 show 参数应从 {allowed} 里取（{'、'.join(must)} 必写），却是 {inspect.signature(page.show)}。"
