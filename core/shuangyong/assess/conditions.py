"""Conditions on rows: how a standard writes them, and which rows hold them."""

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from ..model.dates import PartialDate
from ..model.festivals import festival_of
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Row
from .standards import Condition

THIS_YEAR: Literal["本年"] = "本年"

#: Parts of a year that a row's date lies in, with all that there are.
TIMES = {
    "半年": ("上半年", "下半年"),
    "季度": ("第一季度", "第二季度", "第三季度", "第四季度"),
    "月份": tuple(f"{month}月" for month in range(1, 13)),
}
_FORM = re.compile(r"(?P<label>[^=＝含]+?)\s*(?:(?P<test>[=＝]|含)\s*(?P<values>.+)|(?P<filled>已填))")


class ConditionFault(ValueError):
    """A condition that cannot be understood: what is wrong, and how to mend it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


def parse_conditions(text: str, kind: Kind) -> tuple[Condition, ...]:
    """Return the conditions of a text such as ``类别=计划/总结；本年；组长职务已填``; all must hold.

    Raises:
        ConditionFault: One of them is none, or names what the kind does not have.
    """
    return tuple(_condition(part.strip(), kind) for part in re.split("[；;]", text) if part.strip())


def parse_things(text: str, kind: Kind) -> Condition:
    """Return the list of things of which each is worth a share: ``节点=春节/八一``, or ``季度`` for all four.

    Raises:
        ConditionFault: It is none.
    """
    if text in TIMES:
        _dated(kind, text)
        return Condition(field=text, label=text, test="=", values=TIMES[text])
    condition = _condition(text, kind)
    if condition.test == "=" and len(condition.values) > 1:
        return condition
    fix = f"请写成 节点=春节/八一 这样（至少两样），或只写 {'、'.join(TIMES)}。"
    raise ConditionFault(f"逐项「{text}」不是一串东西。", fix)


def holds(row: Row, condition: Condition, year: int) -> bool:
    """Tell whether a row of a year's ledger holds a condition."""
    if condition.test == THIS_YEAR:
        return row.date is not None and row.date.year == year
    return (
        any(thing_of(row, condition, value) for value in condition.values)
        if condition.values
        else _filled(row, condition)
    )


def thing_of(row: Row, condition: Condition, value: str) -> bool:
    """Tell whether a row is of one of the things that a condition lists."""
    if condition.field in TIMES:
        return TIMES[condition.field].index(value) == _time(row.date, condition.field)
    said = row.value(condition.field)
    if condition.field == "festival" and said is None:
        said = festival_of(row.date)
    if not isinstance(said, str):
        return False
    return value in said if condition.test == "含" else value == said


def _filled(row: Row, condition: Condition) -> bool:
    return row.value(condition.field) is not None


def _time(date: PartialDate | None, unit: str) -> int | None:
    if date is None or date.month is None:
        return None
    return (date.month - 1) * len(TIMES[unit]) // 12


def _condition(text: str, kind: Kind) -> Condition:
    if text == THIS_YEAR:
        _dated(kind, text)
        return Condition(field=THIS_YEAR, label=THIS_YEAR, test=THIS_YEAR)
    match = _FORM.fullmatch(text)
    if match is None:
        raise ConditionFault(
            f"条件「{text}」看不懂。",
            "请写成 类别=计划/总结、活动名称含春节、组长职务已填 或 本年，几个条件用分号隔开。",
        )
    label = match["label"].strip()
    if label in TIMES:
        _dated(kind, label)
        return Condition(field=label, label=label, test="=", values=tuple(_known(match["values"], TIMES[label], label)))
    field = field_of(kind, label)
    if match["filled"]:
        return Condition(field=field.id, label=field.label, test="已填")
    exact = match["test"] != "含"
    if field.type not in ("text", "choice"):
        raise ConditionFault(f"「{field.label}」不是文字，不能这样比。", f"数量请用“至少”，或写 {field.label}已填。")
    values = _values(match["values"])
    if not values:
        raise ConditionFault(
            f"条件「{text}」没有写是什么。", f"请写成 {field.label}{match['test']}某某，或写 {field.label}已填。"
        )
    chosen = tuple(_known(match["values"], field.choices, field.label)) if exact and field.choices else tuple(values)
    test: Literal["=", "含"] = "=" if exact else "含"
    return Condition(field=field.id, label=field.label, test=test, values=chosen)


def field_of(kind: Kind, name: str) -> Field:
    """Return the field of a kind by its label, an alias or its identifier.

    Raises:
        ConditionFault: It has none; the nearest is named.
    """
    # A kind may have a measure of its own that is called 次数, as its number of rows is.
    for field in (*kind.fields, kind.count):
        if name in (field.label, field.id, field.header, *field.aliases):
            return field
    labels = [field.label for field in kind.columns]
    raise ConditionFault(f"「{kind.label}」没有「{name}」。", f"{_near(name, labels)}这本台账有：{'、'.join(labels)}。")


def _known(text: str | None, choices: Iterable[str], label: str) -> Iterator[str]:
    choices = tuple(choices)
    for value in _values(text):
        if value not in choices:
            parted = "几个条件用分号隔开，几个选项用“/”隔开。" if re.search("[，,、]", value) else _near(value, choices)
            raise ConditionFault(f"「{label}」里没有「{value}」。", f"{parted}可选：{'、'.join(choices)}。")
        yield value


def _values(text: str | None) -> list[str]:
    return [value.strip() for value in re.split("[/／]", text or "") if value.strip()]


def _dated(kind: Kind, word: str) -> None:
    if "date" not in {field.id for field in kind.columns}:
        raise ConditionFault(f"「{kind.label}」没有日期，不能按「{word}」分。", "请换一个条件。")


def _near(name: str, names: Iterable[str]) -> str:
    found = difflib.get_close_matches(name, [*names], n=1, cutoff=0.4)
    return f"是不是「{found[0]}」？" if found else ""
