"""A calendar as plain text: a table a month."""

from collections.abc import Iterator

from .entries import STANDINGS, Calendar, Entry


def markdown(calendar: Calendar) -> bytes:
    """Return a calendar in Markdown."""
    return ("\n".join(_lines(calendar)) + "\n").encode()


def _lines(calendar: Calendar) -> Iterator[str]:
    yield f"# {calendar.title}"
    yield ""
    yield f"按 {calendar.today.isoformat()} {'的台账' if calendar.known else '列出，没有核对台账'}。"
    for month in range(1, 13):
        entries = [entry for entry in calendar.entries if entry.day.month == month]
        festivals = [f"{label} {day.day}日" for day, label in calendar.festivals.items() if day.month == month]
        yield from ("", f"## {month}月", "")
        if festivals:
            yield from (f"节日：{'、'.join(festivals)}", "")
        if entries:
            yield "| 日期 | 事项 | 情况 | 说明 |"
            yield "|---|---|---|---|"
        for entry in entries:
            mark, words = STANDINGS[entry.standing]
            cells = (day_words(entry), entry.title, f"{mark} {words}", entry.note)
            yield f"| {' | '.join(map(_cell, cells))} |"
    if calendar.undated:
        yield from ("", "## 没有定月份的计划", "", *(f"- {_cell(title)}" for title in calendar.undated))


def day_words(entry: Entry) -> str:
    """Return the day as the lists say it: of a duty the last one."""
    if entry.month_only:
        return "月内"
    return f"{entry.day.day}日" if entry.planned else f"{entry.day.day}日前"


def _cell(text: str) -> str:
    """Return a text that stays in its cell and is no markup."""
    plain = " ".join(text.split()).replace("\\", "\\\\")
    return "".join(f"\\{character}" if character in "|*_`[]<>#" else character for character in plain)
