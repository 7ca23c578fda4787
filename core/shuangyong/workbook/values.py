"""From a cell to a field's value: what is taken, what is approximate, what is refused and how to mend it."""

import difflib
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from ..model.dates import PartialDate
from ..model.fields import Field
from ..model.problems import Problem, error, warning
from . import amounts, days, numerals
from .book import Cell
from .keys import fold, key
from .masking import discreet, shown
from .refusals import Doubted, Refused
from .scales import ONE

Value = str | int | Decimal | PartialDate

#: What people write for 'nothing'; read as blank, with a warning.
BLANK_MARKS = frozenset(("无", "无。", "暂无", "-", "--", "—", "——", "–", "−", "/", "\\", "N/A", "n/a"))
_LONGEST_MARK = max(map(len, BLANK_MARKS))

#: The field that in-cell pictures belong in, and what its value is then.
EVIDENCE = "evidence"
PICTURE = "（图片）"

#: Excel keeps 15 digits of a number; of a longer one the rest is zeros.
_DIGITS_KEPT = 15


class Parsed(NamedTuple):
    """What a cell says.

    Attributes:
        value: Typed as the field is; None where the cell counts as blank or is refused.
        approx: Whether the number is given as approximate.
        problem: What is wrong, without sheet and address.
    """

    value: Value | None = None
    approx: bool = False
    problem: Problem | None = None


BLANK = Parsed()


def parse(cell: Cell, field: Field, year: int | None, factor: Decimal = ONE) -> Parsed:
    """Return what a cell says for a field.

    Args:
        cell: A cell that is not blank.
        field: What its column holds.
        year: The ledger's year; None where the first sheet does not say.
        factor: What the header's unit makes of numbers without one of their own (万元: 10000).
    """
    text = cell.text
    try:
        if cell.type == "text":
            text = text.strip()
            if not text:
                return BLANK
            if len(text) <= _LONGEST_MARK and fold(text) in BLANK_MARKS:
                zero = "；如果是零，请写 0" if field.measure else ""
                raise Doubted("blank-mark", "没有填写内容，按空白处理", f"没有内容的单元格请留空{zero}。")
        elif cell.type in _UNREADABLE:
            return Parsed(_UNREADABLE[cell.type](field))
        return _of_type(cell, text, field, year, factor)
    except Doubted as doubted:
        return Parsed(doubted.value, doubted.approx, problem_of(doubted, cell, field))
    except Refused as refused:
        return Parsed(problem=problem_of(refused, cell, field))


def _of_type(cell: Cell, text: str, field: Field, year: int | None, factor: Decimal) -> Parsed:
    if field.type == "text":
        return Parsed(text if cell.type == "text" else _text_of(cell))
    if field.type == "choice":
        return Parsed(text if text in field.choices else _choice(text, field))
    if field.type == "date":
        return Parsed(days.date_of(cell, field, year))
    return Parsed(*amounts.amount_of(cell, field, factor))


def problem_of(refused: Refused, cell: Cell, field: Field) -> Problem:
    """Return a refusal or a doubt as a problem, its value masked where it is personal."""
    tell = warning if isinstance(refused, Doubted) else error
    message = f"「{field.label}」{refused.what}：「{shown(cell.text, field)}」。"
    return tell(refused.code, message, refused.fix, value=discreet(cell.text, field))


# --- cells that hold no value of their own -------------------------------------------------------------------------


def _error_cell(_field: Field) -> Value:
    raise Refused("error-cell", "是公式算出的错误值", "请改正公式，或直接填写结果。")


def _formula_cell(_field: Field) -> Value:
    raise Refused(
        "formula-without-value",
        "是公式，文件里没有存下算出的结果",
        "请用 Excel 或 WPS 打开文件，等结果显示后保存，再提交；或直接填写结果。",
    )


def _boolean_cell(_field: Field) -> Value:
    raise Refused("boolean", "是逻辑值 TRUE 或 FALSE", "请删去后重新填写。")


def _picture_cell(field: Field) -> Value:
    if field.id == EVIDENCE:
        return PICTURE
    raise Refused("picture", "放的是图片", "请把图片移到“佐证材料”列，在这里写内容。")


_UNREADABLE: dict[str, Callable[[Field], Value]] = {
    "error": _error_cell,
    "formula": _formula_cell,
    "boolean": _boolean_cell,
    "picture": _picture_cell,
}


# --- text ----------------------------------------------------------------------------------------------------------


def _text_of(cell: Cell) -> Value:
    """Return a number or date cell as text, if it still says what was typed."""
    if cell.type == "date":
        raise Doubted(
            "date-in-text",
            "存成了日期，可能是 Excel 自动改的",
            "如果本来不是日期，请先把单元格格式设为文本，再重新填写。",
            cell.text,
        )
    amount = numerals.stored(cell.text)
    if amount is None or abs(amount) >= 10**_DIGITS_KEPT:
        raise Refused(
            "digits-lost",
            f"存成了数，第 {_DIGITS_KEPT} 位以后的数字已经丢失",
            "请先把单元格格式设为文本，再重新填写全部数字（身份证号、账号都要这样）。",
        )
    return str(amount)


#: What clerks call a choice that is spelt quite otherwise.
_CALLED = {"军属": "军人家属", "建军节": "八一", "八一建军节": "八一", "区级": "县", "区县级": "县", "区": "县"}


def _choice(text: str, field: Field) -> Value:
    wanted = key(text)
    for choice in field.choices:
        if key(choice) == wanted:
            return choice
    called = _CALLED.get(text.strip())
    near = called if called in field.choices else nearest(text, field.choices)
    hint = f"是不是“{near}”？" if near else ""
    raise Refused("unknown-choice", "不在可选范围内", f"{hint}可选：{'、'.join(field.choices)}。")


def nearest(text: str, names: tuple[str, ...]) -> str | None:
    """Return the name that a text most likely means, or None where none is near."""
    keys = {key(name): name for name in reversed(names)}
    wanted = key(text)
    close = difflib.get_close_matches(wanted, keys, n=1, cutoff=0.5)
    holding = [one for one in keys if len(wanted) > 1 and (one in wanted or wanted in one)]
    found = close or holding
    return keys[found[0]] if found else None
