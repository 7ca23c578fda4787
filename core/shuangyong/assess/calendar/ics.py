"""A calendar for the phone, after RFC 5545."""

import datetime
import uuid
from collections.abc import Iterator

from .entries import STANDINGS, Calendar, Entry

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "shuangyong:calendar")
#: The hour at which a phone rings, and the octets that a line may have without its end (RFC 5545 3.1).
_HOUR, _LINE = 9, 75


def ics(calendar: Calendar) -> bytes:
    """Return a calendar as an .ics file; the same calendar always gives the same bytes."""
    lines = [line for entry in calendar.entries for line in _event(entry, calendar)]
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//shuangyong//calendar//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(calendar.title)}",
    ]
    return "".join(f"{folded(line)}\r\n" for line in (*head, *lines, "END:VCALENDAR")).encode()


def _event(entry: Entry, calendar: Calendar) -> Iterator[str]:
    mark = {"done": "【已办】", "cancelled": "【取消】", "overdue": "【过期】"}.get(entry.standing, "")
    title = f"{mark}双拥：{f'{entry.day.month}月内，' if entry.month_only else ''}{entry.title}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_NAMESPACE, f'{calendar.owner}/{entry.id}')}"
    yield f"DTSTAMP:{_date(calendar.today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_date(entry.day)}"
    yield f"DTEND;VALUE=DATE:{_date(entry.day + datetime.timedelta(days=1))}"
    yield f"SUMMARY:{_text(title)}"
    yield f"DESCRIPTION:{_text(f'{STANDINGS[entry.standing][1]}。{entry.note}')}"
    yield f"CATEGORIES:{_text('双拥计划' if entry.planned else '双拥任务')}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    for days in _alarms(entry):
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_before(days)}", f"DESCRIPTION:{_text(title)}")
        yield "END:VALARM"
    yield "END:VEVENT"


def _alarms(entry: Entry) -> list[int]:
    """Return how many days before people are reminded: in good time, and on the eve."""
    if entry.reminder is None:
        return []
    lead = (entry.day - entry.reminder).days
    return sorted({lead, 1} if lead > 0 else {0}, reverse=True)


def _before(days: int) -> str:
    """Return the time from the midnight that begins the day to the hour of ringing, so many days before."""
    hours = _HOUR - days * 24
    length = f"P{abs(hours) // 24}DT{abs(hours) % 24}H".replace("P0D", "P").removesuffix("T0H")
    return f"-{length}" if hours < 0 else length


def _date(day: datetime.date) -> str:
    return f"{day:%Y%m%d}"


def _text(text: str) -> str:
    """Return a text with the characters escaped that mean something (RFC 5545 3.3.11); others are no text."""
    plain = "".join(character for character in text if character >= " " or character == "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line broken into ones of at most 75 octets, no character torn apart."""
    parts, length = [""], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > _LINE:
            parts.append("")
            length = 1  # the blank that marks a line as going on
        parts[-1] += character
        length += octets
    return "\r\n ".join(parts)
