"""Why a roll-up differs from the one published before, as far as can be told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: Why figures differ, as far as can be told.
_NOTHING_KNOWN = "没有发现单位、台账、重复核减或程序的变化"

#: What may have changed of a unit, by its place in what is noted of it.
_CHANGES = ((3, "的台账换成了另一稿"), (4, "的台账用另一版程序重新提取过"), (2, "改了行政区划"), (1, "改了行业"))

#: So many names are told in a line.
_NAMED = 3

#: What is noted by unit, by adjustment: lists of what may change.
Noted = Mapping[str, Sequence[Any]]


def reasons(
    units: tuple[Noted, Noted], adjustments: tuple[Noted, Noted], versions: tuple[Mapping[str, str], Mapping[str, str]]
) -> Iterator[str]:
    """Yield why figures differ, in words; each argument is a pair: what was noted, and what is.

    Args:
        units: By code: name, sector, region, revision, and the versions of the plugins that read its ledger.
        adjustments: By id: what is counted twice, and by how much.
        versions: Of the plugins installed.
    """
    found = [*_moved(*units), *_decided(*adjustments), *_upgraded(*versions)]
    yield from found or [_NOTHING_KNOWN]


def _moved(before: Noted, today: Noted) -> Iterator[str]:
    came = [_called(unit, today) for unit in today if unit not in before]
    left = [_called(unit, before) for unit in before if unit not in today]
    both = [unit for unit in today if unit in before]
    yield from _told("新计入", came)
    yield from _told("不再计入", left)
    for place, what in _CHANGES:
        yield from _told("", [_called(unit, today) for unit in both if before[unit][place] != today[unit][place]], what)


def _decided(before: Noted, today: Noted) -> Iterator[str]:
    yield from _told("新核减的重复：", [today[one][0] for one in today if one not in before], kind="条")
    yield from _told("不再核减的重复：", [before[one][0] for one in before if one not in today], kind="条")
    changed = [today[one][0] for one in today if one in before and before[one][1] != today[one][1]]
    yield from _told("核减数有变的重复：", changed, kind="条")


def _called(unit: str, units: Noted) -> str:
    return f"{units[unit][0]}（{unit}）"


def _told(start: str, names: Sequence[str], end: str = "", kind: str = "个单位") -> Iterator[str]:
    if names:
        more = f"等 {len(names)} {kind}" if len(names) > _NAMED else ""
        yield f"{start}{'、'.join(names[:_NAMED])}{more}{end}"


def _upgraded(before: Mapping[str, str], today: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | today.keys()):
        if before.get(name) != today.get(name):
            yield f"插件 {name} 由 {before.get(name, '没有装')} 变为 {today.get(name, '没有装')}"
