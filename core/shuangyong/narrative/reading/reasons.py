"""Why a record is proposed, or a number left, in words for a clerk."""

from .choosing import Left
from .grouping import Deed
from .readable import Readable

#: Measure words of numbers that no ledger holds, so that nobody need look at them.
_NO_FIGURES = frozenset(
    (
        "岁",
        "年",
        "月",
        "日",
        "天",
        "周",
        "周年",
        "小时",
        "分钟",
        "秒",
        "公里",
        "里",
        "米",
        "平方米",
        "平方公里",
        "亩",
        "级",
        "倍",
    )
)

_MARKS = {
    "planned": "文中说的是打算",
    "cumulative": "是几年累计的数",
    "others": "像是别的单位办的",
    "total": "是合计，分项另有",
    "part": "是合计中的一部分",
    "ratio": "只有比率，没有分子分母",
    "derived": "由文中两个数相乘得出",
    "unsure": "另有相近的读法",
}


def reason(read: Readable, deed: Deed) -> str:
    """Return why a deed is proposed: which words showed the kind, and each figure."""
    first = deed.first
    way = read.ways[first.candidate.place]
    told = f"（{way.told}）" if way.told != deed.kind.label else ""
    said = [f"因“{first.candidate.trigger}”读作{deed.kind.label}{told}"]
    for measure, figure in deed.figures.items():
        label = deed.kind.field(measure).label
        word = figure.placed.candidate.word
        worked = f"＝{figure.because}" if figure.because else ""
        said.append(
            f"“{word}”旁的{figure.placed.quantity.said}是{label}{worked}"
            if word
            else f"{figure.placed.quantity.said}是{label}"
        )
    marks = sorted({mark for figure in deed.figures.values() for mark in figure.marks})
    said += [_MARKS[mark] for mark in marks if mark in _MARKS]
    return "；".join(said) + "。"


def why_left(left: Left) -> str | None:
    """Return why a number was left; None for one that no ledger would hold (ages, years, distances, 一个)."""
    quantity = left.quantity
    if quantity.unit in _NO_FIGURES or not quantity.unit or (quantity.unit in ("个", "人") and quantity.value == 1):
        return None
    if left.why:
        return left.why
    if "negated" in quantity.marks:
        return None
    if "background" in quantity.marks:
        return "说的是上级、全局、往年的情况或规定的标准，不是本单位当年办的事。"
    if "masked" in quantity.marks:
        return "数字没有填写完整。"
    if quantity.each:
        return "是每人、每户的标准，没有总数。"
    if left.candidates:
        return "有几种读法，分不出哪一种对。"
    return "看不出属于哪一类台账。"
