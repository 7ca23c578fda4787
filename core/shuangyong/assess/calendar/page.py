"""The year view: twelve months as a page for the screen, the phone and two sheets of paper."""

import calendar as months
import datetime
from importlib.resources import files
from typing import Any

from jinja2 import Environment, select_autoescape

from .entries import STANDINGS, Calendar, Entry
from .markdown import day_words

_WEEKS = months.Calendar(firstweekday=0)


def page(calendar: Calendar) -> bytes:
    """Return a calendar as one self-contained HTML page."""
    folder = files(__package__)
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(folder.joinpath("page.html").read_text(encoding="utf-8"))
    standings = {entry.standing for entry in calendar.entries}
    text = template.render(
        calendar=calendar,
        style=folder.joinpath("page.css").read_text(encoding="utf-8"),
        months=[_month(calendar, month) for month in range(1, 13)],
        legend=[(standing, *words) for standing, words in STANDINGS.items() if standing in standings],
        marks={standing: mark for standing, (mark, _) in STANDINGS.items()},
        words={standing: words for standing, (_, words) in STANDINGS.items()},
        counts=[(words, _count(calendar, standing)) for standing, (_, words) in STANDINGS.items()],
        day_words=day_words,
        rules=_rules(calendar),
    )
    return text.encode()


def _month(calendar: Calendar, month: int) -> dict[str, Any]:
    entries = [entry for entry in calendar.entries if entry.day.month == month]
    return {
        "number": month,
        "weeks": [
            [_day(calendar, day, entries) if day.month == month else None for day in week]
            for week in _WEEKS.monthdatescalendar(calendar.year, month)
        ],
        "entries": entries,
    }


def _day(calendar: Calendar, day: datetime.date, entries: list[Entry]) -> dict[str, Any]:
    here = [entry for entry in entries if entry.day == day and not entry.month_only]
    order = [*STANDINGS]
    return {
        "number": day.day,
        "festival": calendar.festivals.get(day, ""),
        "today": day == calendar.today,
        "entries": sorted(here, key=lambda entry: order.index(entry.standing)),
    }


def _count(calendar: Calendar, standing: str) -> int:
    return sum(entry.standing == standing for entry in calendar.entries)


def _rules(calendar: Calendar) -> list[tuple[str, str]]:
    """Return each duty once with what it rests on."""
    return [*dict.fromkeys(entry.rule for entry in calendar.entries if entry.rule)]
