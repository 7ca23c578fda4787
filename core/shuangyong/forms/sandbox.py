"""The sandbox of forms: templates come from others, so that what they may name, do and print is bounded.

An expression may name the views of a ledger and nothing else: no attribute of a text, a list or a function. Loops go
over what a ledger holds, so many turns in all and no longer than so many seconds; texts grow only so far.
"""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model.dates import PartialDate
from ..report.filters import FILTERS
from ..report.numbers import Number
from ..report.prose import UnitView
from ..report.row_view import RowView
from ..report.rows import Names, RowSet
from .bounds import BOUNDED, bounded, bounded_range
from .budget import BUDGET

_DIGITS = Decimal(10) ** 30

_VIEWS = (RowSet, RowView, Names, UnitView)
_PUBLIC = {
    Number: {"label"},
    PartialDate: {"year", "month", "day"},
    LoopContext: {"index", "index0", "first", "last", "length", "revindex"},
}
_JINJA_FILTERS = ("default", "d", "length", "count", "first", "last", "map", "select", "reject", "selectattr",
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
        self.globals = {"range": bounded_range}
        self.filters = {name: self.filters[name] for name in _JINJA_FILTERS} | FILTERS | BOUNDED
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
            if isinstance(node, nodes.Const) and isinstance(node.value, float) and not math.isfinite(node.value):
                raise TemplateSyntaxError("数字太大", node.lineno)
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
        bounded(source)
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
        return obj is bounded_range or isinstance(getattr(obj, "__self__", None), (*_VIEWS, FormEnvironment))

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
