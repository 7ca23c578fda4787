"""Loading one plugin: import it, check its hooks, ask it everything; any failure is its own, in words."""

import difflib
import inspect
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any, cast

import pluggy

from . import hooks, offers
from .assembly import Offers
from .hooks import PROJECT
from .model.kinds import Record

#: What each hook must return.
RETURNS: dict[str, tuple[type[Any], ...]] = {
    "sectors": (offers.Sector,),
    "record_kinds": (type,),
    "choices": (offers.Choices,),
    "report_sections": (offers.Section,),
    "checks": (offers.RowCheck, offers.LedgerCheck),
    "sample_ledgers": (offers.SampleLedger,),
    "renderers": (offers.Renderer,),
}


def load_plugin(entry: EntryPoint) -> tuple[Offers, str | None]:
    """Return what a plugin offers, or nothing and why it is broken."""
    try:
        module = entry.load()
    except Exception as cause:  # a plugin may fail in any way; the program goes on without it
        return Offers(), f"导入 {entry.value} 失败：{_words(cause)}"
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hooks)
    try:
        manager.register(module, entry.name)
        manager.check_pending()
    except pluggy.PluginValidationError as cause:
        return Offers(), _hook_fault(manager, module, cause)
    if not manager.get_hookcallers(module):
        names = "、".join(sorted(RETURNS))
        return Offers(), f"{entry.module} 没有用 @hookimpl 标出任何钩子；可用的钩子：{names}。"
    return _ask(manager, module)


def _ask(manager: pluggy.PluginManager, module: ModuleType) -> tuple[Offers, str | None]:
    answers: dict[str, tuple[Any, ...]] = {}
    for caller in manager.get_hookcallers(module) or ():
        (implementation,) = caller.get_hookimpls()
        if implementation.hookwrapper or implementation.wrapper:
            return Offers(), f"钩子 {caller.name} 不能是包装（wrapper）：各插件互不影响。"
        try:
            answers[caller.name] = tuple(cast("Iterable[Any]", implementation.function()))
        except Exception as cause:  # as above
            return Offers(), f"钩子 {caller.name} 出错：{_words(cause)}"
        if fault := _wrong_answer(caller.name, answers[caller.name]):
            return Offers(), fault
    return Offers(module=module.__name__, **answers), None


def _wrong_answer(hook: str, answers: Iterable[Any]) -> str | None:
    expected = RETURNS[hook]
    for answer in answers:
        if not isinstance(answer, expected) or (hook == "record_kinds" and not issubclass(answer, Record)):
            names = "或 ".join("Record 的子类" if one is type else one.__name__ for one in expected)
            return f"钩子 {hook} 应给出 {names}，却给出 {answer!r}。"
    return None


def _hook_fault(manager: pluggy.PluginManager, module: ModuleType, cause: pluggy.PluginValidationError) -> str:
    for name, function in inspect.getmembers(module, inspect.isroutine):
        if manager.parse_hookimpl_opts(module, name) is None:
            continue
        if name not in RETURNS:
            near = difflib.get_close_matches(name, RETURNS, n=1)
            hint = f"，是不是 {near[0]}？" if near else "。"
            return f"没有名为 {name} 的钩子{hint}可用的钩子：{'、'.join(sorted(RETURNS))}。"
        if extra := list(inspect.signature(function).parameters):
            return f"钩子 {name} 不带参数，却写了 {'、'.join(extra)}。"
    return str(cause)


def _words(cause: BaseException) -> str:
    return f"{type(cause).__name__}: {cause}"
