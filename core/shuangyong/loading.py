"""Loading one plugin: import it, check its hooks, ask it everything; any failure is its own, in words."""

import difflib
import inspect
import traceback
import typing
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import attrs
import pluggy

from . import hooks, offers
from .assembly import Offers
from .hooks import PROJECT
from .model.criteria import Criteria
from .model.duties import Duty
from .model.kinds import Record
from .model.patterns import Pattern
from .model.plugin_pages import PluginPage

#: What each hook must return.
RETURNS: dict[str, tuple[type[Any], ...]] = {
    "sectors": (offers.Sector,),
    "record_kinds": (type,),
    "choices": (offers.Choices,),
    "report_sections": (offers.Section,),
    "checks": (offers.RowCheck, offers.LedgerCheck),
    "sample_ledgers": (offers.SampleLedger,),
    "renderers": (offers.Renderer,),
    "patterns": (Pattern,),
    "criteria": (Criteria,),
    "duties": (Duty,),
    "pages": (PluginPage,),
}

#: A plugin may fail in any of these ways, calling ``sys.exit`` included; the program goes on without it.
_FAILURES = (Exception, SystemExit)


def load_plugin(entry: EntryPoint) -> tuple[Offers, str | None]:
    """Return what a plugin offers, or nothing and why it is broken."""
    try:
        module = entry.load()
    except _FAILURES as cause:
        return Offers(), f"导入 {entry.value} 失败：{_words(cause, entry.value)}"
    if not isinstance(module, ModuleType):
        return Offers(), f"入口点 {entry.name} 应指向一个模块，{entry.value} 却是 {type(module).__name__}。"
    # A manager for each plugin: whatever one registers can touch no other.
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hooks)
    try:
        manager.register(module, entry.name)
    except pluggy.PluginValidationError as cause:
        return Offers(), _argument_fault(manager, module) or str(cause)
    except _FAILURES as cause:
        return Offers(), f"查看 {entry.value} 失败：{_words(cause, entry.value)}"
    return _ask(module, manager.get_hookcallers(module) or [])


def _ask(module: ModuleType, callers: Iterable[pluggy.HookCaller]) -> tuple[Offers, str | None]:
    answers: dict[str, tuple[Any, ...]] = {}
    for caller in callers:
        hook, implementations = caller.name, caller.get_hookimpls()
        if fault := _hook_fault(hook, implementations):
            return Offers(), fault
        try:
            answers[hook] = tuple(cast("Iterable[Any]", implementations[0].function()))
            fault = _wrong_answer(hook, answers[hook], module)
        except _FAILURES as cause:
            fault = f"钩子 {hook} 出错：{_words(cause, module.__name__)}"
        if fault:
            return Offers(), fault
    if not answers:
        return Offers(), f"{module.__name__} 没有用 @hookimpl 标出任何钩子；可用的钩子：{_known()}。"
    return Offers(module=module.__name__, **answers), None


def _hook_fault(hook: str, implementations: list[pluggy.HookImpl]) -> str | None:
    if hook not in RETURNS:
        near = difflib.get_close_matches(hook, RETURNS, n=1)
        hint = f"，是不是 {near[0]}？" if near else "。"
        return f"没有名为 {hook} 的钩子{hint}可用的钩子：{_known()}。"
    if len(implementations) > 1:
        return f"钩子 {hook} 写了 {len(implementations)} 次，请合成一个函数。"
    if implementations[0].hookwrapper or implementations[0].wrapper:
        return f"钩子 {hook} 不能是包装（wrapper）：各插件互不影响。"
    return None


def _argument_fault(manager: pluggy.PluginManager, module: ModuleType) -> str | None:
    for name, function in inspect.getmembers(module, inspect.isroutine):
        if manager.parse_hookimpl_opts(module, name) is None:
            continue
        if extra := list(inspect.signature(function).parameters):
            return f"钩子 {name} 不带参数，却写了 {'、'.join(extra)}。"
    return None


def _wrong_answer(hook: str, answers: Iterable[Any], module: ModuleType) -> str | None:
    expected = RETURNS[hook]
    for answer in answers:
        if not isinstance(answer, expected) or (hook == "record_kinds" and not issubclass(answer, Record)):
            names = " 或 ".join("Record 的子类" if one is type else one.__name__ for one in expected)
            return f"钩子 {hook} 应给出 {names}，却给出 {answer!r}。"
        if fault := _foreign(answer, module) if isinstance(answer, type) else _lone_text(answer):
            return f"钩子 {hook} 给出的 {fault}"
    return None


def _foreign(cls: type, module: ModuleType) -> str | None:
    """A kind belongs to one plugin; whoever gives another's would take it over."""
    if cls.__module__.partition(".")[0] == module.__name__.partition(".")[0]:
        return None
    return f"{cls.__name__} 是 {cls.__module__} 的类，不必再给出；要改动它，请在本插件中写一个子类。"


def _lone_text(answer: Any) -> str | None:
    """``("一")`` for ``("一",)`` would be read letter by letter."""
    for field in attrs.fields(type(answer)):
        value = getattr(answer, field.name)
        if typing.get_origin(field.type) is tuple and isinstance(value, str):
            return f"{type(answer).__name__} 的 {field.name} 应是元组，请写成 ({value!r},)，逗号不能少。"
    return None


def _known() -> str:
    return "、".join(sorted(RETURNS))


def _words(cause: BaseException, module: str) -> str:
    """Say what was raised and where in the plugin, so that its author need not search."""
    package = module.partition(".")[0]
    places = [
        f"（{Path(frame.filename).name} 第 {frame.lineno} 行）"
        for frame in traceback.extract_tb(cause.__traceback__)
        if package in Path(frame.filename).with_suffix("").parts
    ]
    return f"{type(cause).__name__}: {cause}{places[-1] if places else ''}"
