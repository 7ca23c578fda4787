"""What contradicts the kinds, or itself, in a duty; each fault in Chinese, with its mend."""

import datetime
import typing
from collections.abc import Iterator, Mapping

from .duties import BASES, Deed, Duty, Every
from .festivals import FESTIVALS
from .kinds import Kind

_EVERY: tuple[Every, ...] = typing.get_args(Every)
_FESTIVALS = tuple(festival.label for festival in FESTIVALS)
_LEAP_YEAR = 2024


def duty_faults(duty: Duty, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield what is wrong with a duty, given every kind by its full name."""
    if not duty.deeds and duty.times:
        yield '没有说明哪些台账能完成它，请写 deeds=(Deed("core.meeting"),)。'
    for deed in duty.deeds:
        yield from _deed_faults(deed, duty.counts, kinds)
    given = [bool(duty.every), bool(duty.festivals), bool(duty.windows)]
    if sum(given) != 1 and duty.times:
        yield "every（多久一次）、festivals（围绕哪些节日）、windows（从哪天到哪天）要写一项，也只能写一项。"
    if duty.every and duty.every not in _EVERY:
        yield f"every「{duty.every}」不存在，可以写的有：{'、'.join(_EVERY)}。"
    for label in duty.festivals:
        if label not in _FESTIVALS:
            yield f"没有「{label}」这个节日，可以写的有：{'、'.join(_FESTIVALS)}。"
    if duty.months and (duty.every != "month" or not all(1 <= month <= 12 for month in duty.months)):
        yield 'months 只和 every="month" 一起用，写 1 到 12。'
    for window in duty.windows:
        yield from _window_faults(window)
    if duty.times < 0 or (duty.times == 0 and not duty.replaces):
        yield "times 应是 1 或更多；写 0 表示取消 replaces 指出的那一项。"
    if min(duty.early, duty.grace, duty.lead) < 0:
        yield "early、grace、lead 是天数，不能小于 0。"
    if duty.basis not in BASES:
        yield f"basis「{duty.basis}」不存在，可以写的有：{'、'.join(BASES)}。"


def _deed_faults(deed: Deed, counts: str, kinds: Mapping[str, Kind]) -> Iterator[str]:
    kind = kinds.get(deed.kind)
    if kind is None:
        yield f"用到不存在的种类「{deed.kind}」，请写全名，如 core.meeting。"
        return
    fields = {field.id: field for field in kind.fields}
    for name, values in deed.choices.items():
        known = fields[name].choices if name in fields else ()
        if not known:
            able = "、".join(field.id for field in kind.fields if field.type == "choice") or "（无）"
            yield f"{kind.name} 没有选项字段「{name}」，有：{able}。"
            continue
        for value in values:
            if value not in known:
                yield f"{kind.name} 的「{fields[name].label}」没有选项「{value}」，有：{'、'.join(known)}。"
    if counts and (counts not in fields or fields[counts].measure not in ("flow", "stock")):
        able = "、".join(field.id for field in kind.measures[1:]) or "（无）"
        yield f"counts「{counts}」不是 {kind.name} 的指标，有：{able}。"


def _window_faults(window: tuple[str, str]) -> Iterator[str]:
    days = [_day(text) for text in window]
    if len(window) != 2 or None in days:
        told = "、".join(map(str, window))
        yield f'办理时间「{told}」应写成 "02-15"、"03-31" 这样的两个月-日（first 和 last，或 windows）。'
    elif days[0] > days[1]:  # type: ignore[operator]  # neither is None here
        yield f"办理时间 {window[0]} 在 {window[1]} 之后：跨年的请拆成两段。"


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(f"{_LEAP_YEAR}-{text}", "%Y-%m-%d").date()  # noqa: DTZ007  a day of any year
    except ValueError:
        return None
