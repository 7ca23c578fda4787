"""The sandbox of forms: templates come from others, so that what they may name, do and print is bounded.

An expression may name the views of a ledger and nothing else: no attribute of a text, a list or a function. Loops go
over what a ledger holds, so many turns in all and no longer than so many seconds; texts grow only so far.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

import attrs
from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model.dates import PartialDate
from ..report.blanks import Blank
from ..report.document import Figure
from ..report.filters import FILTERS, day
from ..report.manuscript import Manuscript
from ..report.numbers import Number
from ..report.prose import UnitView
from ..report.row_view import RowView
from ..report.rows import Names, RowSet

#: The variable of a form that holds its budget.
BUDGET = "budget"

TURNS = 10_000
"""Turns of all loops of a form together; a ledger has some hundred rows."""
CHARACTERS = 8_000_000
"""What a form may print, its own words inside loops included."""
SECONDS = 20.0
_RANGE = 1_000
_TEXT = 32_767  # characters of one text, as many as a cell of Excel holds
_DIGITS = Decimal(10) ** 30

_VIEWS = (RowSet, RowView, Names, UnitView)
_PUBLIC = {
    Number: {"label"},
    PartialDate: {"year", "month", "day"},
    LoopContext: {"index", "index0", "first", "last", "length", "revindex"},
}
_JINJA_FILTERS = ("default", "d", "length", "count", "first", "last", "join", "map", "select", "reject", "selectattr",
                  "rejectattr", "sort", "unique", "reverse", "trim")  # fmt: skip
_TESTS = ("defined", "undefined", "none", "number", "string", "even", "odd", "in", "eq", "ne", "lt", "le", "gt", "ge")
_FORBIDDEN: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.AssignBlock: "set … endset",
}


class BoundExceededError(TemplateRuntimeError):
    """A form does more than any honest form would; the message says what, in Chinese."""


@attrs.define
class Budget:
    """What is left to one form, over all of its expressions; one for one rendering.

    Attributes:
        manuscript: Keeps the figures that are printed, and what the form calls needed.
        figures: Those that were printed, in order.
        blanks: What was asked for and the ledger does not say, in words; it prints nothing.
    """

    manuscript: Manuscript
    figures: list[Figure] = attrs.field(factory=list)
    blanks: dict[str, None] = attrs.field(factory=dict)
    turns: int = TURNS
    characters: int = CHARACTERS
    until: float = attrs.field(factory=lambda: time.monotonic() + SECONDS)

    def turn(self, characters: int) -> None:
        """Take one turn of a loop whose body has so many characters of its own."""
        self.turns -= 1
        if self.turns < 0:
            raise BoundExceededError(f"循环超过 {TURNS} 次")
        self.print(characters)

    def print(self, characters: int) -> None:
        """Take what is printed."""
        self.characters -= characters
        if self.characters < 0:
            raise BoundExceededError(f"填出来的内容超过 {CHARACTERS // 10_000} 万字")
        if time.monotonic() > self.until:
            raise BoundExceededError(f"填表超过 {SECONDS:.0f} 秒还没有完")


class FormEnvironment(ImmutableSandboxedEnvironment):
    """The environment of forms; ``printed`` turns what an expression gives into text."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, printed: Callable[[Context, Any], str]) -> None:
        @pass_context
        def finalized(context: Context, value: Any) -> str:
            text = printed(context, value)
            context[BUDGET].print(len(text))
            return text

        super().__init__(
            undefined=StrictUndefined, finalize=finalized, optimized=False, cache_size=0, keep_trailing_newline=True
        )
        self.globals = {"range": _range}
        self.filters = {name: self.filters[name] for name in _JINJA_FILTERS} | FILTERS
        self.filters |= {_COUNTED: _counted, _JOINED: _joined}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a form and refuse what no form needs."""
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError:
            raise TemplateSyntaxError("套得太深", 1) from None
        except ValueError:  # a number of more digits than Python reads
            raise TemplateSyntaxError("数字太长", 1) from None
        for node in tree.find_all(nodes.Node):
            for forbidden, word in _FORBIDDEN.items():
                if isinstance(node, forbidden):
                    raise TemplateSyntaxError(f"表样里不能用 {word}", node.lineno)
        if loop := next((loop for loop in tree.find_all(nodes.For) if loop.recursive), None):
            raise TemplateSyntaxError("表样里不能用 recursive", loop.lineno)
        return tree

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Compile a form whose loops count their turns."""
        _bounded(source)
        return super()._generate(source, name, filename, defer_init)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  Jinja's signature
        """Allow the public names of what a ledger shows itself by, and of nothing else."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, _VIEWS):
            return True
        return any(isinstance(obj, cls) and attr in names for cls, names in _PUBLIC.items())

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow the methods of the views."""
        return obj is _range or isinstance(getattr(obj, "__self__", None), (*_VIEWS, FormEnvironment))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with plain numbers only: figures would lose their rows, and texts grow."""
        for operand in (left, right):
            if isinstance(operand, Number):
                raise SecurityError("台账的数字不在表样里加减，算出来的数没有出处；Excel 表样请用公式")
            if isinstance(operand, Undefined):
                raise SecurityError("台账里没有的数不能计算")
            if not isinstance(operand, int | float | Decimal) or isinstance(operand, bool):
                raise SecurityError(f"“{operator}”只能用于数字，文字相接请用 ~")
            if abs(Decimal(operand)) > _DIGITS:
                raise SecurityError("数字太大")
        if operator == "**":
            raise SecurityError("表样里不能用 **")
        try:
            return super().call_binop(context, operator, left, right)
        except ArithmeticError:
            raise SecurityError("这样算不出来") from None


def printed_value(context: Context, value: Any) -> Any:
    """Return a value as a form prints it: blanks are nothing, dates are written, all else is itself."""
    if isinstance(value, Blank):
        if not value.of_row:  # a cell of a list is blank as often as not
            context[BUDGET].blanks[value.label] = None
        return ""
    if isinstance(value, Undefined):
        return str(value)  # a misspelt name raises
    if value is None or isinstance(value, bool):
        raise TemplateRuntimeError("这里得到的不是能填的内容，请检查写法")
    if isinstance(value, PartialDate):
        return day(context, value)
    if isinstance(value, str | Number | int | float | Decimal):
        return value
    if isinstance(value, UnitView):
        return value.name
    what = "台账" if isinstance(value, RowSet) else "一行" if isinstance(value, RowView) else "内容"
    raise TemplateRuntimeError(f"这里填的是整个{what}，要写明填哪一项，如 .count")


def _range(*limits: int) -> range:
    made = range(*limits)
    if len(made) > _RANGE:
        raise BoundExceededError(f"range 超过 {_RANGE}")
    return made


@pass_context
def _counted(context: Context, values: Iterable[Any], characters: int) -> Iterator[Any]:
    for value in values:
        context[BUDGET].turn(characters)
        yield value


def _joined(first: Any, *others: Any) -> str:
    texts = [str(text) for text in (first, *others)]
    if sum(map(len, texts)) > _TEXT:
        raise BoundExceededError(f"一段文字超过 {_TEXT} 字")
    return "".join(texts)


_COUNTED, _JOINED = "_counted", "_joined"


def _bounded(tree: nodes.Template) -> None:
    """Make loops count their turns and texts that are joined keep within bounds."""
    for loop in tree.find_all(nodes.For):
        own = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
        loop.iter = _call(_COUNTED, loop.iter, [nodes.Const(own)], loop.lineno)
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for name, value in [*parent.iter_fields()]:
            if isinstance(value, nodes.Concat):
                setattr(parent, name, _of_concat(value))
            elif isinstance(value, list):
                setattr(parent, name, [_of_concat(one) if isinstance(one, nodes.Concat) else one for one in value])


def _of_concat(concat: nodes.Concat) -> nodes.Filter:
    first, *others = concat.nodes
    return _call(_JOINED, first, others, concat.lineno)


def _call(name: str, value: nodes.Node, arguments: list[nodes.Expr], line: int) -> nodes.Filter:
    return nodes.Filter(value, name, arguments, [], None, None, lineno=line)
