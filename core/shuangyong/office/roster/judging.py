"""What is wrong between the rows of a roster: overlapping days, unknown parents, circles, one unit under two codes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model.problems import Problem, error, warning
from .entries import ALWAYS, Entry


def judged(entries: Sequence[Entry], others: Sequence[Entry]) -> Iterator[Problem]:
    """Yield all that is wrong between the rows of a file, and with those that the store has of other units."""
    for same in _by_unit(entries).values():
        yield from _days(same)
    yield from _parents(entries, {entry.unit for entry in (*entries, *others)})
    yield from _circles([*entries, *others])
    yield from _namesakes(entries, others)


def shortened(entries: Sequence[Entry], stored: Mapping[str, Sequence[Entry]]) -> Iterator[Problem]:
    """Yield units that would be on the roster later than before: who tells a change alone loses what came before it."""
    for unit, same in _by_unit(entries).items():
        first = min(same, key=lambda entry: entry.start)
        before = min((entry.start for entry in stored.get(unit, ())), default=first.start)
        if first.start > before:
            since = "起初就" if before == ALWAYS else f"从 {before} 起"
            message = (
                f"「{first.name}」原来{since}在册，文件里从 {first.start} 起：以前的年度不再应报，报过的也不计入。"
            )
            fix = "如果是变动，请把变动以前的一行也写上，两行前后相接，再导入一次；改正启用日期的不必理会。"
            yield warning("starts-later", message, fix, **first.at("start"))


def judged_deadlines(entries: Sequence[Entry], year: int | None) -> Iterator[Problem]:
    """Yield what is wrong with 截止日期 and 锁定日期, which hold for one year."""
    filled = [(entry, field) for entry in entries for field in ("due", "lock") if getattr(entry, field)]
    if not filled:
        return
    if year is None:
        entry, field = filled[0]
        fix = "请在命令后加上年度，如 --year 2026。"
        yield error("which-year", "填了截止日期或锁定日期，却没有说明是哪一年的。", fix, **entry.at(field))
        return
    for entry, field in filled:
        yield from _odd_year(entry, field, year)
    for entry in entries:
        if entry.due and entry.lock and entry.due > entry.lock:
            message = f"截止日期 {entry.due} 晚于锁定日期 {entry.lock}，锁定后就收不进了。"
            yield error("due-after-lock", message, "请把锁定日期改到截止日期当天或以后。", **entry.at("lock"))
    for same in _by_unit(entries).values():
        for field, label in (("due", "截止日期"), ("lock", "锁定日期")):
            stated = [entry for entry in same if getattr(entry, field)]
            if len({getattr(entry, field) for entry in stated}) > 1:
                message = f"「{same[0].name}」有几行，{label}写得不一样。"
                yield error("two-deadlines", message, f"一个单位一年只有一个{label}。", **stated[-1].at(field))


def _odd_year(entry: Entry, field: str, year: int) -> Iterator[Problem]:
    stated = int(getattr(entry, field)[:4])
    label = "截止日期" if field == "due" else "锁定日期"
    if stated < year:
        message = f"{label}「{getattr(entry, field)}」比 {year} 年还早。"
        yield error("deadline-too-early", message, "请核对年份，和导入时写的年度。", **entry.at(field))
    elif stated > year + 1:
        message = f"{label}「{getattr(entry, field)}」比 {year} 年晚了不止一年。"
        yield warning("deadline-too-late", message, "请核对年份；没有写错不必改。", **entry.at(field))


def _by_unit(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.unit:
            found.setdefault(entry.unit, []).append(entry)
    return found


def _days(same: Sequence[Entry]) -> Iterator[Problem]:
    """Yield rows that end before they begin, stand twice, or overlap another of the same unit."""
    for entry in same:
        if entry.until is not None and entry.until < entry.start:
            message = f"停用日期 {entry.until} 早于启用日期 {entry.start}。"
            yield error("ends-before-start", message, "请核对两个日期。", **entry.at("until"))
    ordered = sorted(same, key=lambda entry: (entry.start, _number(entry)))
    for number, entry in enumerate(ordered[1:], start=1):
        before = max(ordered[:number], key=lambda one: one.until or "9999")
        if _content(entry) in map(_content, ordered[:number]):
            yield error("repeated-row", f"「{entry.name}」有两行完全相同。", "请删去一行。", **entry.at("unit"))
        elif entry.overlaps(before):
            yield _overlap(entry, before)


def _overlap(entry: Entry, before: Entry) -> Problem:
    span = "一直在册" if before.start == ALWAYS and before.until is None else f"{_said(before)}在册"
    return error(
        "overlapping-rows",
        f"「{entry.name}」（{entry.unit}）第 {_number(entry)} 行的起止与第 {_number(before)} 行（{span}）重叠。",
        "同一个单位的各行前后相接：前一行的停用日期写到变动的前一天，后一行的启用日期写变动当天；重复的行请删去。",
        **entry.at("start" if entry.row and "start" in entry.row.columns else "unit"),
    )


def _said(entry: Entry) -> str:
    start = "起初" if entry.start == ALWAYS else entry.start
    return f"{start} 至 {entry.until or '今'}"


def _number(entry: Entry) -> int:
    return entry.row.number if entry.row else 0


def _content(entry: Entry) -> tuple[object, ...]:
    return entry.name, entry.sector, entry.region, entry.parent, entry.start, entry.until, entry.due, entry.lock


def _parents(entries: Sequence[Entry], known: set[str]) -> Iterator[Problem]:
    for entry in entries:
        if entry.parent is not None and entry.parent not in known:
            message = f"「{entry.name}」的上级单位代码「{entry.parent}」名册里没有。"
            fix = "请核对代码；上级单位也要列入名册，可以在同一个文件里。"
            yield error("unknown-parent", message, fix, **entry.at("parent"))


def _circles(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield each circle of parents that closes on some day, once."""
    doubtful = _in_circles(entries)
    rows = [entry for entry in entries if entry.unit in doubtful]
    told: set[frozenset[str]] = set()
    for day in sorted({entry.start for entry in rows}):
        on_day = {one.unit: one for one in rows if one.start <= day and (one.until is None or one.until >= day)}
        for circle in _closed({unit: one.parent for unit, one in on_day.items()}):
            if frozenset(circle) not in told:
                told.add(frozenset(circle))
                names = " → ".join(on_day[unit].name for unit in (*circle, circle[0]))
                first = next((on_day[unit] for unit in circle if on_day[unit].row), on_day[circle[0]])
                message = f"上级单位绕成了一圈：{names}。"
                yield error("circle-of-parents", message, "请断开其中一个上级。", **first.at("parent"))


def _in_circles(entries: Sequence[Entry]) -> set[str]:
    """Return the units that may be in a circle when the rows of all times are put together: few, or none."""
    above: dict[str, set[str]] = defaultdict(set)
    children: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.parent is not None:
            above[entry.unit].add(entry.parent)
            children[entry.parent].add(entry.unit)
    # Whoever has nobody above, or only such, is in no circle.
    free = [unit for unit in children if not above[unit]]
    while free:
        unit = free.pop()
        for child in children.pop(unit, ()):
            above[child].discard(unit)
            if not above[child]:
                free.append(child)
    return {unit for unit, parents in above.items() if parents}


def _closed(parents: Mapping[str, str | None]) -> Iterator[list[str]]:
    done: set[str] = set()
    for unit in parents:
        path: list[str] = []
        at: str | None = unit
        while at is not None and at in parents and at not in done:
            done.add(at)
            path.append(at)
            at = parents[at]
        if at in path:
            yield path[path.index(at) :]


def _namesakes(entries: Sequence[Entry], others: Sequence[Entry]) -> Iterator[Problem]:
    """Yield units of one name and region that exist at one time under different codes."""
    seen: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in (*others, *entries):
        same = seen[entry.name, entry.region]
        twin = next((one for one in same if one.unit != entry.unit and one.overlaps(entry)), None)
        if twin is not None and entry.name and entry.row is not None:
            message = f"「{entry.name}」在同一地区有两个代码：「{twin.unit}」和「{entry.unit}」。"
            fix = "是同一个单位的，请只留一个；确是两个单位的，请把名称写清楚，没有代码的台账才分得出是谁的。"
            yield warning("same-name", message, fix, **entry.at("unit"))
        same.append(entry)
