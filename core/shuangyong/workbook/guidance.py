"""What a ledger tells the clerk: how to fill it, what a sheet records, what goes into a column."""

from collections.abc import Iterator, Sequence

from ..model.fields import SCALED_UNITS, Field
from ..model.kinds import Kind

#: Beside the unit data, a line each.
STEPS = (
    "1. 先填左边的单位信息，标“必填”的不能空。",
    "2. 下面的表就是目录：点蓝色的台账名称打开那张表，填完点“返回单位信息”回来。",
    "3. 一行记一件事，从表头下一行往下填；不要改表头、合并单元格，不用写合计。",
    "4. 日期写 8月1日 或 2026-08-01，只知道月份就写 8月。",
    "5. 人数、金额只写数字；“近800名”“0.5万元”也认，软件提示时点“是”。",
    "6. 没有内容的格子空着；是零才写 0；不要写“无”或“/”。",
    "7. 紫色表头“仅本单位留存”的列不上报，生成报送件时自动清空。",
    "8. 填完在下表逐项选填报情况：有数据、零报告（今年没有发生）、不适用（没有这项工作）。",
    "9. “口径”一般是本级；数字里包括下属单位的选含下级。最后用 shuangyong check 检查一遍。",
)

#: In the hint above a column that never leaves the unit.
KEPT = "仅本单位留存"
REQUIRED = "必填"

#: Above the column of rows that were read from a document and nobody has looked at yet.
UNVERIFIED = "与原文核对后，清空这一格"


def about(kind: Kind, shown: Sequence[Kind]) -> str:
    """Say what a sheet records, and which of its neighbours records what is not to be entered twice."""
    return "".join(_about(kind, shown))


def hint(field: Field) -> str:
    """Say in a few words what goes into a column."""
    marks = ((field.required, REQUIRED), (field.sensitive, KEPT))
    return "".join((*(f"【{mark}】" for wanted, mark in marks if wanted), field.hint or _shape(field)))


def prompt(field: Field) -> str:
    """Say what goes into a cell, and in which form."""
    shape = "" if field.type == "date" and "月" in field.hint else _shape(field)
    return "\n".join(dict.fromkeys(part for part in (hint(field), shape, _designation(field)) if part))


def complaint(field: Field) -> str:
    """Say what to do about a number that is none; the clerk may insist."""
    scaled = f"“0.5万{field.unit}”" if field.unit in {own for own, _ in SCALED_UNITS.values()} else ""
    return f"这里应填{_number(field)}。如果是“近800”{scaled}这样的写法，请点“是”保留；写错了请点“否”重填。"


def _about(kind: Kind, shown: Sequence[Kind]) -> Iterator[str]:
    stocks = [] if kind.register else [field.label for field in kind.columns if field.measure == "stock"]
    if kind.register:
        yield "登记到年底还有的，一行一个，不论是哪年开始的。"
    elif kind.is_activity:
        yield "每办一次填一行。"
    elif not stocks:
        yield "一件一行。"
    if stocks:
        yield f"{'、'.join(stocks)}填当天一共有多少，不累加；有变化就再填一行。"
    narrower = [other.label for other in shown if other is not kind and other.is_a(kind)]
    if narrower:
        yield f"属于{_quoted(narrower)}的，填在那{'几' if len(narrower) > 1 else '一'}张表里，这里不再填。"
    wider = [other.label for other in shown if other is not kind and kind.is_a(other)]
    if wider:
        yield f"汇总时自动计入{_quoted(wider)}，不要在那里再填一遍。"


def _quoted(labels: Sequence[str]) -> str:
    return "".join(f"“{label}”" for label in labels)


def _shape(field: Field) -> str:
    match field.type:
        case "date":
            return "如 8月1日；只知道月份填 8月"
        case "choice":
            return "点格子右边的小三角选"
        case "integer" | "decimal":
            return f"填{_number(field)}"
        case _:
            return ""


def _number(field: Field) -> str:
    unit = f"，单位是{field.unit}" if field.unit else ""
    return f"数字{unit}，最多{field.decimals}位小数" if field.decimals else f"整数{unit}"


def _designation(field: Field) -> str:
    return "真实番号不会上报，会换成“驻地某部”。" if field.designation else ""
