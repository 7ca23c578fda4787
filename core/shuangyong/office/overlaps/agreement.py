"""What the times, the partners and the amounts of two reports say for and against their being one activity."""

from collections.abc import Iterator

from .naming import days_apart
from .reports import Report

#: Points, and the reason in words; a blank reason is not told.
Evidence = tuple[int, str]

#: Points for what agrees.
_SAME_DAY, _MEET, _DAY_APART, _SAME_MONTH = 20, 14, 8, 6
_BOTH_NAME, _ONE_NAMES, _MANY_NAME, _SAME_THIRD = 50, 40, 15, 10
_TELLING_AMOUNT, _EQUAL_AMOUNT, _LIKE_AMOUNT, _MOST_FOR_AMOUNTS = 18, 7, 3, 30
#: Points against.
_OTHER_AMOUNTS, _OTHER_PARTNERS = 12, 10

#: Amounts below are equal by chance; two that differ by less than so many hundredths may be one that somebody rounded.
_SMALL, _ROUNDED = 20, 5
#: Amounts from here on that do not end in 0 are hardly equal by chance.
_TELLING = 100


def of_time(one: Report, other: Report) -> Evidence:
    """Return what the times say of two that are near."""
    if one.days is None or other.days is None:
        return 0, "日期不详"
    if not one.exact or not other.exact:
        return _SAME_MONTH, "同月（有一方只填到月）"
    if one.days == other.days:
        return _SAME_DAY, "同日"
    if one.days[0] <= other.days[1] and other.days[0] <= one.days[1]:
        return _MEET, "日期有重合"
    return _DAY_APART, f"日期相差{days_apart(one, other)}天"


def of_partners(one: Report, other: Report, *, often: bool) -> Iterator[Evidence]:
    """Yield what 联合单位 says; a unit that many name on the day, ``often``, did not do each of their deeds as one."""
    names = other.unit.unit in one.joint, one.unit.unit in other.joint
    if all(names):
        yield _BOTH_NAME, "互列为联合单位"
    elif any(names) and often:
        yield _MANY_NAME, "一方把另一方列为联合单位（当天多家都列它）"
    elif any(names):
        yield _ONE_NAMES, "一方把另一方列为联合单位"
    elif one.joint & other.joint:
        yield _SAME_THIRD, "列有同一个联合单位"
    elif one.joint or other.joint:
        yield -_OTHER_PARTNERS, "联合单位里没有对方"


def most_of_amounts(one: Report, other: Report, *, stock: bool) -> int:
    """Return the most points that ``of_amounts`` may give, without reading the amounts."""
    both = min(one.told.count(":"), other.told.count(":"))
    return min(both * (_EQUAL_AMOUNT if stock else _TELLING_AMOUNT), _MOST_FOR_AMOUNTS)


def of_amounts(one: Report, other: Report, *, stock: bool) -> Iterator[Evidence]:
    """Yield what the amounts say; among many deeds of one ``stock`` title some are always equal by chance."""
    first, second = one.amounts, other.amounts
    shared = [(first[measure], second[measure]) for measure in first.keys() & second.keys()]
    equal = sorted({amount for amount in first.values() if amount in second.values() and amount >= _SMALL})
    differing = any(abs(one - other) * 100 > _ROUNDED * max(one, other) for one, other in shared)
    if equal:
        telling = sum(amount % 10 != 0 and amount >= _TELLING for amount in equal) if not stock else 0
        points = telling * _TELLING_AMOUNT + (len(equal) - telling) * _EQUAL_AMOUNT
        yield min(points, _MOST_FOR_AMOUNTS), f"数量相同（{'、'.join(f'{amount:f}' for amount in equal)}）"
    elif shared and not differing and max(map(max, shared)) >= _SMALL:
        yield _LIKE_AMOUNT, "数量相近"
    if differing:
        yield -_OTHER_AMOUNTS, "有数量不同"
