"""What a template may name, and what it tells: read from its syntax tree, without running it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs
from jinja2 import nodes

from ..model.fields import Field
from ..model.kinds import Kind
from .row_filters import METHODS, filter_faults
from .row_view import RowView
from .rows import PlanItems, RowSet

#: Names beside those of kinds.
CONTEXT = ("we", "unit", "year", "last", "totals", "plan", "rest", "brief")
REST = "rest"
BRIEF = ("month", "alone", "detail", "date", "so_far", "pillars")
UNIT = ("name", "addressee", "liaison", "code", "region", "filled")
_PLAN_ITEM = "plan_item"

#: What a name holds: the rows of a kind, one of them, kinds by name, the unit; None where it cannot be told.
Held = tuple[Literal["rows", "row", "plan"], Kind] | Literal["names", "unit", "brief"] | None
Scope = dict[str, Held]
Faults = Iterator[tuple[int, str]]

_HELD: Scope = {"last": "names", "上年": "names", "totals": "names", "unit": "unit", "brief": "brief"}


@attrs.frozen
class Telling:
    """The kinds whose rows a template tells, those of them that it tells with ``.all``, whether it tells the rest."""

    kinds: tuple[Kind, ...]
    whole: tuple[Kind, ...]
    rest: bool


def telling(trees: Iterable[nodes.Template], known: Mapping[str, Kind]) -> Telling:
    """Return what a template and those it includes tell; ``known`` are kinds by the identifiers that they may use."""
    names: set[str] = set()
    whole: set[str] = set()
    for tree in trees:
        names |= {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        whole |= {
            node.node.name
            for node in tree.find_all(nodes.Getattr)
            if node.attr == "all" and isinstance(node.node, nodes.Name)
        }
    return Telling(
        kinds=tuple(kind for name, kind in known.items() if name in names),
        whole=tuple(kind for name, kind in known.items() if name in whole),
        rest=REST in names,
    )


class NameCheck:
    """Walks a template and says which names mean nothing, each with the nearest that does."""

    def __init__(self, known: Mapping[str, Kind], context: Iterable[str] = CONTEXT) -> None:
        self._known = known
        self._context = tuple(context)

    def faults(self, tree: nodes.Template) -> Iterator[str]:
        """Yield a line of Chinese for each name that a rendering could not resolve."""
        return (f"第{line}行：{fault}" for line, fault in self.found(tree))

    def found(self, tree: nodes.Template) -> Iterator[tuple[int, str]]:
        """Yield each name that a rendering could not resolve: its line, and what is wrong with it."""
        scope: Scope = {name: ("rows", kind) for name, kind in self._known.items()}
        scope |= dict.fromkeys(self._context) | {name: held for name, held in _HELD.items() if name in self._context}
        if _PLAN_ITEM in self._known:
            scope["plan"] = ("plan", self._known[_PLAN_ITEM])
        scope |= dict.fromkeys(tree.environment.globals if tree.environment else ())
        yield from self._visit(tree, scope)

    def _visit(self, node: nodes.Node, scope: Scope) -> Faults:
        match node:
            case nodes.Name(ctx="load"):
                if node.name not in scope:
                    dotted = "，“·”要写成英文的“.”。" if "·" in node.name else ""
                    yield node.lineno, f"没有名为 {node.name} 的变量{dotted or nearest(node.name, scope)}"
            case nodes.Getattr():
                yield from self._visit(node.node, scope)
                held = self._held(node.node, scope)
                allowed = self._allowed(held)
                if allowed is not None and node.attr not in allowed:
                    why = _withheld(held, node.attr) or f"没有 {node.attr}{nearest(node.attr, allowed)}"
                    yield node.lineno, f"{_spelt(node.node)} {why}"
            case nodes.Call(node=nodes.Getattr(attr=name) as method) if name in METHODS:
                for child in node.iter_child_nodes():
                    yield from self._visit(child, scope)
                for kind in self._picked(method, scope):
                    picked = [kind, *(one for one in dict.fromkeys(self._known.values()) if one.is_a(kind))]
                    told = filter_faults(node, name, picked)
                    yield from ((node.lineno, f"{_spelt(method)} {fault}") for fault in told)
            case nodes.For():
                yield from self._visit(node.iter, scope)
                inner = scope | {"loop": None} | dict.fromkeys(_targets(node.target))
                if isinstance(node.target, nodes.Name):
                    inner[node.target.name] = self._member(node.iter, scope)
                for child in (*([node.test] if node.test else ()), *node.body, *node.else_):
                    yield from self._visit(child, inner)
            case nodes.Assign():
                yield from self._visit(node.node, scope)
                scope |= dict.fromkeys(_targets(node.target))
                if isinstance(node.target, nodes.Name):
                    scope[node.target.name] = self._held(node.node, scope)
            case nodes.Macro() | nodes.CallBlock() | nodes.AssignBlock():
                yield from self._block(node, scope)
            case _:
                for child in node.iter_child_nodes():
                    yield from self._visit(child, scope)

    def _block(self, node: nodes.Macro | nodes.CallBlock | nodes.AssignBlock, scope: Scope) -> Faults:
        """Visit what has a body with names of its own; a macro's or block's name is known afterwards."""
        if isinstance(node, nodes.Macro):
            scope[node.name] = None
        elif isinstance(node, nodes.AssignBlock):
            scope |= dict.fromkeys(_targets(node.target))
        own = () if isinstance(node, nodes.AssignBlock) else (arg.name for arg in node.args)
        inner = scope | dict.fromkeys((*own, "caller", "varargs", "kwargs"))
        for child in node.iter_child_nodes():
            yield from self._visit(child, inner)

    def _held(self, node: nodes.Node, scope: Scope) -> Held:
        """Return what an expression holds."""
        match node:
            case nodes.Name():
                return scope.get(node.name)
            case nodes.Getattr():
                match self._held(node.node, scope), node.attr:
                    case "brief", "so_far":
                        return "names"
                    case "names", name if name in self._known:
                        return "rows", self._known[name]
                    case ("rows", kind), "all":
                        return "rows", kind
                    case ("rows" | "plan", kind), "latest":
                        return "row", kind
            case nodes.Call(node=nodes.Getattr(attr="where" | "without" | "festival" | "months" | "items") as method):
                match self._held(method.node, scope):
                    case (("rows" | "plan"), kind):
                        return "rows", kind
        return None

    def _picked(self, method: nodes.Getattr, scope: Scope) -> Iterator[Kind]:
        """Yield the kind whose rows a method picks from, where that can be told."""
        match self._held(method.node, scope):
            case (("rows" | "plan"), kind):
                yield kind

    def _member(self, node: nodes.Node, scope: Scope) -> Held:
        """Return what a loop over an expression holds: rows one by one, or the groups of ``by``."""
        match node:
            case nodes.Call(node=nodes.Getattr(attr="by") as method):
                match self._held(method.node, scope):
                    case (("rows" | "plan"), kind):
                        return "rows", kind
        match self._held(node, scope):
            case (("rows" | "plan"), kind):
                return "row", kind
        return None

    def _allowed(self, held: Held) -> tuple[str, ...] | None:
        match held:
            case "names":
                return (*self._known, "of")
            case "unit":
                return UNIT
            case "brief":
                return BRIEF
            case "row", kind:
                public = [field for field in (*kind.fields, kind.count) if not field.sensitive]
                return (*_public(RowView), *_spellings(public))
            case "rows", kind:
                return (*_public(RowSet), *_measures(kind))
            case "plan", kind:
                return (*_public(PlanItems), *_measures(kind))
        return None


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the end of a message: the known name that looks most like it, or nothing."""
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"，是不是 {near[0]}？" if near else "。"


def _measures(kind: Kind) -> tuple[str, ...]:
    return _spellings((*kind.measures, *kind.ratios))


def _spellings(fields: Iterable[Field]) -> tuple[str, ...]:
    """Return how fields may be named: by identifier, or by a label that is one word."""
    return tuple(name for field in fields for name in (field.id, field.label) if name.isidentifier())


def _withheld(held: Held, name: str) -> str:
    """Return why a field that there is cannot be had so; nothing where there is none of this name."""
    match held:
        case ("row" | "rows" as what, Kind() as kind):
            for field in kind.fields:
                if name in (field.id, field.label) and field.sensitive:
                    return f"的 {name} 是敏感信息，不写进公文。"
                if name in (field.id, field.label) and what == "rows":
                    return f"的 {name} 每行不同，要逐行来写：{{% for row in … %}}{{{{ row.{name} }}}}{{% endfor %}}。"
    return ""


def _public(cls: type) -> tuple[str, ...]:
    return tuple(name for name in dir(cls) if not name.startswith("_"))


def _targets(node: nodes.Node) -> list[str]:
    return [node.name] if isinstance(node, nodes.Name) else [name.name for name in node.find_all(nodes.Name)]


def _spelt(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_spelt(node.node)}.{node.attr}"
        case nodes.Call():
            return f"{_spelt(node.node)}(…)"
    return "这里"
