"""What is wrong with how a template picks rows: ``where``, ``without``, ``festival`` and ``by`` of a kind's rows.

A field or a choice that there is not would pick no row, and a figure would be 0 without a word.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence

from jinja2 import nodes

from ..model.fields import Field
from ..model.kinds import Kind

#: The methods of rows that name fields or choices.
METHODS = ("where", "without", "festival", "by")

#: One of the two characters of a short label may be wrong.
_NEAR = 0.5
_SHOWN = 12


def filter_faults(call: nodes.Call, method: str, kinds: Sequence[Kind]) -> Iterator[str]:
    """Yield what is wrong with the arguments of one of these methods.

    Args:
        call: As written in the template.
        method: Which of them.
        kinds: The kind whose rows they are, and those that extend it.
    """
    match method:
        case "festival":
            asked = [("festival", argument) for argument in call.args]
        case "by":
            fields = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
            asked = [(name, nodes.Const(None)) for name in fields if isinstance(name, str)]
        case _:
            asked = [(keyword.key, keyword.value) for keyword in call.kwargs]
    for name, value in asked:
        yield from _fault(name, value, kinds)


def _fault(name: str, value: nodes.Expr, kinds: Sequence[Kind]) -> Iterator[str]:
    fields = [field for kind in kinds for field in kind.fields if name in (field.id, field.label)]
    if name != "kind" and not fields:
        labels = [field.label for field in kinds[0].fields]
        yield f"没有 {name}{_nearest(name, [*labels, *(field.id for field in kinds[0].fields)], labels)}"
        return
    known = [kind.label for kind in kinds] if name == "kind" else _choices(fields)
    for word in _words(value) if known else ():
        if word not in known:
            yield f"的 {name} 没有「{word}」这一项{_nearest(word, known, known)}"


def _choices(fields: Iterable[Field]) -> list[str]:
    """Return what choice fields accept; nothing where one of them takes any text."""
    found = [*fields]
    if any(field.type != "choice" for field in found):
        return []
    return [*dict.fromkeys(choice for field in found for choice in field.choices)]


def _words(value: nodes.Expr) -> Iterator[str]:
    """Yield the texts that a template writes out; what it reckons is known only when it is filled."""
    for one in value.items if isinstance(value, nodes.List | nodes.Tuple) else (value,):
        if isinstance(one, nodes.Const) and isinstance(one.value, str):
            yield one.value


def _nearest(name: str, known: Sequence[str], shown: Sequence[str]) -> str:
    """Return the end of a message: what looks most like it, or all that may be written."""
    if near := difflib.get_close_matches(name, known, n=1, cutoff=_NEAR):
        return f"，是不是 {near[0]}？"
    return f"，可以写：{'、'.join(shown[:_SHOWN])}{'等' if len(shown) > _SHOWN else ''}。"
