"""Number cells and typed numbers as a field's values: its unit, its sign, its places after the point."""

from decimal import Decimal

from ..model.fields import Field
from ..model.numerals import plain
from . import numerals
from .book import Cell
from .keys import fold
from .refusals import Doubted, Refused
from .scales import ONE, is_people_for_turns, is_unit_of

#: No count or amount of a unit comes near 10 万亿: it is a slip, or a number of another kind.
_TOO_LARGE = Decimal(10**13)
_EXAMPLES = "请只写数字，如 343、1,200、0.5万；约数可写 近800、500余、约3万。"


def amount_of(cell: Cell, field: Field, factor: Decimal) -> tuple[int | Decimal, bool]:
    """Return the number that a cell states for a field, and whether it is approximate.

    Args:
        cell: A number, date or text cell.
        field: What its column holds.
        factor: What the header's unit makes of numbers without one of their own.

    Raises:
        Doubted: It states people where 人次 are counted.
        Refused: It states none, or one that the field cannot have.
    """
    text = cell.text
    if len(text) < 10 and factor is ONE and text.isascii() and text.isdigit() and cell.type != "date":
        return int(text) if field.type == "integer" else Decimal(text), False
    if cell.type == "date":
        raise Refused(
            "date-in-number",
            "应填数字，却存成了日期，可能是 Excel 自动改的",
            "请先把单元格格式设为常规，再重新填写数字。",
        )
    if cell.type == "number":
        amount = numerals.stored(text)
        if amount is None:
            raise Refused("not-a-number", "不是可用的数", _EXAMPLES)
        return _checked(amount if factor is ONE else plain(amount * factor), field), False
    number = numerals.typed(fold(text))
    if number is None:
        raise Refused("not-a-number", "应填数字", _EXAMPLES)
    value = _checked(plain(number.amount * _factor(number, field, factor)), field)
    if is_people_for_turns(number.unit, field):
        raise Doubted(
            "people-for-turns",
            f"的单位是“{number.unit}”，已按人次记",
            "同一个人来几次算几人次；这个数是人次的不必改，也可以只写数字。",
            value,
            approx=number.approx,
        )
    return value, number.approx


def _factor(number: numerals.Number, field: Field, header: Decimal) -> Decimal:
    """Return the header's factor where it applies: a number's own unit or scale is stronger."""
    if number.unit:
        if not is_unit_of(number.unit, field) and not is_people_for_turns(number.unit, field):
            unit = f"，应为“{field.unit}”" if field.unit else ""
            raise Refused("wrong-unit", f"的单位是“{number.unit}”{unit}", _unit_fix(field))
        return ONE
    if header == ONE or not number.scale:
        return header
    if number.scale == "万" and header == 10000:
        return ONE
    raise Refused(
        "unclear-unit",
        f"自己带了“{number.scale}”，表头也带了单位，不能确定是多少",
        f"请写明单位，如 3000{field.unit} 或 0.3万{field.unit}。",
    )


def _unit_fix(field: Field) -> str:
    if field.unit is None:
        return "请只写数字。"
    return f"请换算成{field.unit}，只写数字，或写成 12{field.unit}、1.2万{field.unit}。"


def _checked(amount: Decimal, field: Field) -> int | Decimal:
    """Return the amount as the field's type.

    Raises:
        Refused: It is negative, too large, or finer than the unit allows.
    """
    if amount < 0:
        raise Refused("negative", "不能是负数", "请填零或正数；冲减的请在原来那一行改数。")
    if amount >= _TOO_LARGE:
        raise Refused("too-large", "大得不合常理", "请核对位数和单位；身份证号、电话等不要填在这一列。")
    if field.decimals == 0:
        if amount != int(amount):
            raise Refused("fraction", "应为整数", "请填整数；这一列数的是个数，没有小数。")
    elif amount != round(amount, field.decimals):
        raise Refused("too-precise", f"最多 {field.decimals} 位小数", f"请四舍五入到 {field.decimals} 位小数。")
    return int(amount) if field.type == "integer" else amount
