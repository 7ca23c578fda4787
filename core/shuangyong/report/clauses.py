"""Figures as the clauses of a sentence: 体检343人，合格237人，投入医务人员96人次."""

from collections.abc import Iterable, Iterator

from .figures import money_text
from .numbers import Number

#: What a label ends in where a sentence goes on with the number.
_TAILS = ("人次数", "人次", "人数", "户数", "件数", "次数", "场次", "金额", "数")

_ALL = "共"


def clauses(figures: Iterable[Number]) -> str:
    """Return figures with their labels as a sentence says them, parted by commas; neighbours share their words."""
    told = [(_stem(number), _printed(number)) for number in figures if not _idle(number)]
    return "，".join(f"{stem}{'、'.join(amounts)}" for stem, amounts in _shared(told))


def stem(label: str, unit: str) -> str:
    """Return a measure's label without the words that its unit repeats: 体检人数 in 人 is 体检, 天数 in 天 is 共."""
    tails = sorted({f"{unit}数", f"{unit}次", *_TAILS} if unit else {*_TAILS}, key=len, reverse=True)
    for tail in tails:
        # 结对数 in 对 is 结对, not 结.
        if label.endswith(tail) and len(label) != len(tail) + 1:
            return label.removesuffix(tail) or (_ALL if unit != "元" else label)
    return _ALL if label == unit else label


def _stem(number: Number) -> str:
    if number.field.measure == "ratio":
        return number.label
    return stem(number.label, number.field.unit or "")


def _idle(number: Number) -> bool:
    """Tell whether nobody would say it: 共1场."""
    return _stem(number) == _ALL and number == 1


def _printed(number: Number) -> str:
    figure = number.figure
    if figure.unit == "元":
        return number.printed(money_text(figure.amount, approx=figure.approx), "元")
    return number.printed(unit=figure.unit)


def _shared(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield words with the amounts that follow: 慰问80人、8户."""
    current: tuple[str, list[str]] | None = None
    for words, amount in told:
        if current and current[0] == words:
            current[1].append(amount)
            continue
        if current:
            yield current
        current = words, [amount]
    if current:
        yield current
