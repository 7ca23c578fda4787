"""What is wrong with how a template picks rows: ``where``, ``without``, ``festival``, ``months``, ``by`` of a kind's.

A field, a choice or a month that there is not would pick no row, and a figure would be 0 without a word.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import nodes

from ..model.fields import Field
from ..model.kinds import Kind

#: The methods of rows that name fields or choices.
METHODS = ("where", "without", "festival", "months", "by")

#: One of the two characters of a short label may be wrong.
_NEAR = 0.5
_SHOWN = 12
_MONTHS = range(1, 13)


def filter_faults(call: nodes.Call, method: str, kinds: Sequence[Kind]) -> Iterator[str]:
    """Yield what is wrong with the arguments of one of these methods.

    Args:
        call: As written in the template.
        method: Which of them.
        kinds: The kind whose rows they are, and those that extend it.
    """
    match method:
        case "months":
            yield from month_faults([argument.value for argument in call.args if isinstance(argument, nodes.Const)])
            return
        case "festival":
            asked = [("festival", argument) for argument in call.args]
        case "by":
            fields = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
            asked = [(name, nodes.Const(None)) for name in fields if isinstance(name, str)]
        case _:
            asked = [(keyword.key, keyword.value) for keyword in call.kwargs]
    for name, value in asked:
        fault = field_fault(name, kinds)
        yield from (fault,) if fault else _choice_faults(name, value, kinds)


def field_fault(name: str, kinds: Sequence[Kind]) -> str:
    """Return what is wrong with a name that rows are picked or grouped by; an empty text for a field of the kinds.

    What only the unit may keep is none: a group would be called by it, and a count would tell whose row there is.
    """
    found = _fields(name, kinds)
    if any(field.sensitive for field in found):
        return f"的 {name} 是敏感信息，不写进公文。"
    if name == "kind" or found:
        return ""
    labels = [field.label for field in kinds[0].fields]
    return f"没有 {name}{_nearest(name, [*labels, *(field.id for field in kinds[0].fields)], labels)}"


def month_faults(months: Sequence[Any]) -> Iterator[str]:
    """Yield what is wrong with the months that rows are picked by: the one, or the first and the last."""
    numbers = [month for month in months if type(month) is int and month in _MONTHS]
    if wrong := [month for month in months if month not in numbers]:
        yield f"的月份要写 1 到 12 的数字，不能写 {wrong[0]!r}。"
    elif numbers != sorted(numbers):
        yield "的月份要从小到大写。"


def _fields(name: str, kinds: Sequence[Kind]) -> list[Field]:
    return [field for kind in kinds for field in kind.fields if name in (field.id, field.label)]


def _choice_faults(name: str, value: nodes.Expr, kinds: Sequence[Kind]) -> Iterator[str]:
    known = [kind.label for kind in kinds] if name == "kind" else _choices(_fields(name, kinds))
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
