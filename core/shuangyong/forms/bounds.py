"""Bounds of what a form makes: its loops count their turns, its texts and lists do not grow without end."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from ..model.dates import PartialDate
from ..report.blanks import Blank
from ..report.filters import enumerated, listed
from ..report.numbers import Number
from ..report.prose import UnitView
from .budget import BUDGET, BoundExceededError, printed_value

_RANGE = 1_000
_TEXT = 32_767  # characters of one text, as many as a cell of Excel holds


def bounded_range(*limits: int) -> range:
    """Return a range as a form may write it."""
    made = range(*limits)
    if len(made) > _RANGE:
        raise BoundExceededError(f"range 超过 {_RANGE} 个数，请写小一些")
    return made


@pass_context
def _counted(context: Context, values: Iterable[Any], characters: int) -> Iterator[Any]:
    for value in values:
        context[BUDGET].turn(characters)
        yield value


@pass_context
def _joined(context: Context, first: Any, *others: Any) -> str:
    return _between(context, (first, *others))


@pass_context
def _parted(context: Context, values: Iterable[Any], d: str = "") -> str:  # Jinja's own name for what is between
    return _between(context, values, d)


@pass_context
def _listed(context: Context, values: Any) -> str:
    if isinstance(values, str | Undefined):
        return listed(values)
    texts = [_text(context, value) for value in values if value is not None and not isinstance(value, Undefined)]
    return listed(_within(texts))


@pass_context
def _enumerated(context: Context, lines: Any, *, apart: bool = False) -> str:
    if not isinstance(lines, str | Undefined):
        lines = _within([_text(context, line) for line in lines])
    return enumerated(lines, apart=apart)


def _between(context: Context, values: Iterable[Any], between: str = "") -> str:
    return between.join(_within([_text(context, value) for value in values], between))


def _within(texts: list[str], between: str = "") -> list[str]:
    if sum(map(len, texts)) + len(between) * len(texts) > _TEXT:
        raise BoundExceededError(f"一段文字超过 {_TEXT} 字")
    return texts


def _text(context: Context, value: Any) -> str:
    """Return what can be read; what holds other things could be as long as one likes."""
    if isinstance(value, Blank):
        return str(printed_value(context, value))
    if isinstance(value, str | Number | PartialDate | int | float | Decimal | Undefined | UnitView):
        return str(value)
    raise TemplateRuntimeError("文字里只能放名称、日期和数字，一行要写明是哪一项，如 row.活动名称")


def _flat(made: Any) -> Any:
    """Return a list that was written out; lists in lists would grow without end."""
    for value in [*made, *made.values()] if isinstance(made, dict) else made:
        if isinstance(value, list | tuple | dict):
            raise SecurityError("列表里不能再放列表")
    return made


_COUNTED, _JOINED, _FLAT = "_counted", "_joined", "_flat"
#: The filters that keep within bounds: those in place of Jinja's and of reports', and what trees are given.
BOUNDED = {"join": _parted, "list": _listed, "yi": _enumerated, _COUNTED: _counted, _JOINED: _joined, _FLAT: _flat}


def bounded(tree: nodes.Template) -> None:
    """Make loops count their turns, and texts that are joined and lists that are written keep within bounds."""
    for loop in tree.find_all(nodes.For):
        own = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
        loop.iter = _call(_COUNTED, loop.iter, [nodes.Const(own)], loop.lineno)
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for name, value in [*parent.iter_fields()]:
            if isinstance(value, nodes.Node):
                setattr(parent, name, _kept(value))
            elif isinstance(value, list):
                setattr(parent, name, [_kept(one) for one in value])


def _kept(node: Any) -> Any:
    """Return a node that keeps within bounds, where it is one that makes a text or a list."""
    match node:
        case nodes.Concat(nodes=[first, *others]):
            return _call(_JOINED, first, others, node.lineno)
        case nodes.List() | nodes.Dict() | nodes.Tuple(ctx="load"):
            return _call(_FLAT, node, [], node.lineno)
    return node


def _call(name: str, value: nodes.Node, arguments: list[nodes.Expr], line: int) -> nodes.Filter:
    return nodes.Filter(value, name, arguments, [], None, None, lineno=line)
