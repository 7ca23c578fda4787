"""What is wrong with a column in itself, whatever kinds there are."""

import keyword
import re
import typing
from collections.abc import Iterator

from ..model.fields import SCALED_UNITS
from . import Column, ColumnType

_TYPES: tuple[ColumnType, ...] = typing.get_args(ColumnType)
_ID = re.compile("[a-z][a-z0-9_]*")
#: Brackets would be read as a unit; blanks and quotation marks are not compared.
_LABEL = re.compile(r"[\w、/％%·—-]+")
#: What the reader and the writer of ledgers take for something else.
_TAKEN = ("待核", "序号", "序", "行号", "合计", "小计", "总计")


def column_faults(column: Column) -> Iterator[str]:
    """Yield in Chinese what is wrong, and how it is mended."""
    if not _ID.fullmatch(column.id) or keyword.iskeyword(column.id):
        yield f"id「{column.id}」应为小写英文字母开头的标识，如 street。"
    for label in (column.label, *column.aliases):
        if not _LABEL.fullmatch(label):
            yield f"名称「{label}」里不能有括号、空格和引号；单位请写在 unit 里。"
        elif label in _TAKEN:
            yield f"名称「{label}」在台账里另有用处，请换一个。"
    if column.type not in _TYPES:
        yield f"type「{column.type}」不存在，可以写的有：{'、'.join(_TYPES)}。"
        return
    yield from _misplaced(column)
    if column.type == "measure":
        yield from _unit_faults(column.unit)
    if column.type == "choice" and not column.choices:
        yield '选项列要写 choices = ["甲", "乙"]。'
    if len({*column.choices}) < len(column.choices):
        yield "choices 里有重复的选项。"


def _misplaced(column: Column) -> Iterator[str]:
    for type_, names in {
        "measure": ("unit", "stock"),
        "choice": ("choices",),
        "text": ("sensitive",),
        "date": ("earlier",),
    }.items():
        for name in names:
            if getattr(column, name) and column.type != type_:
                yield f'{name} 只用于 type = "{type_}" 的列。'


def _unit_faults(unit: str) -> Iterator[str]:
    if not unit:
        yield '指标要写单位，如 unit = "户"。'
    elif not _LABEL.fullmatch(unit):
        yield f"单位「{unit}」里不能有括号、空格和引号。"
    elif unit in SCALED_UNITS:
        yield f"单位请写“{SCALED_UNITS[unit][0]}”，填的时候写 0.5{unit} 也会换算。"
