"""Events: what is known of an activity besides its figures, for telling whether two units report the same one."""

import functools
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ..model.ledgers import Ledger, Row
from ..model.privacy import SOME_TROOPS, mask, without_designations
from .facts import sortable

#: The columns of an event and their SQL types; a store puts ``revision BIGINT`` before them.
COLUMNS: Mapping[str, str] = {
    "key": "VARCHAR",
    "kind": "VARCHAR",
    "day": "VARCHAR",
    "end": "VARCHAR",
    "title": "VARCHAR",
    "place": "VARCHAR",
    "partner": "VARCHAR",
    "joint_with": "VARCHAR",
    "amounts": "VARCHAR",
    "sheet": "VARCHAR",
    "row": "INTEGER",
}

#: The field that names the other units of a joint activity, and those that name the activity itself.
_JOINT, _TITLE, _PLACE, _PARTNER = "joint_with", "title", "place", "partner"

_KEY_LENGTH = 16

#: Made once: ``json.dumps`` makes one for each text.
_STATED = json.JSONEncoder(ensure_ascii=False).encode


class Event(NamedTuple):
    """One activity as a unit reports it, in the order of ``COLUMNS``.

    Texts are masked, so that no person or true designation stands in them.

    Attributes:
        key: Identifies it through revisions: the same in each that states the same things, wherever the row stands.
        kind: The full name of its kind.
        day: Its date, as facts have it; empty without one.
        end: Its last day, likewise.
        title: What it is called.
        place: Where it was.
        partner: The troops' public name; empty where only 驻地某部 may be said.
        joint_with: The other units, as the row names them.
        amounts: What the row states of its measures, ``count`` apart.
        sheet: The sheet's name.
        row: The row's number.
    """

    key: str
    kind: str
    day: str
    end: str
    title: str
    place: str
    partner: str
    joint_with: str
    amounts: Mapping[str, Decimal]
    sheet: str
    row: int


def events_of(ledger: Ledger, unit: str) -> Iterator[Event]:
    """Yield the dated activities of a ledger.

    Args:
        ledger: A checked one.
        unit: The unit's code, a part of each key.
    """
    seen: Counter[str] = Counter()
    for row in ledger.rows:
        if row.kind.is_activity:
            event = _of_row(row)
            # What identifies it: all that it states but where the row stands.
            _, *stated, amounts, _sheet, _row = event
            said = _STATED([unit, ledger.year, *stated, _amounts(amounts)])
            seen[said] += 1
            digest = hashlib.sha256(f"{said}#{seen[said]}".encode()).hexdigest()
            yield Event(digest[:_KEY_LENGTH], *event[1:])


def encode(events: Iterable[Event]) -> str:
    """Return events as tab-separated lines in the order of ``COLUMNS``; ``amounts`` as JSON, decimals as strings."""
    lines = []
    for *texts, amounts, sheet, row in events:
        lines.append("\t".join((*texts, _amounts(amounts), sheet, str(row))) + "\n")
    return "".join(lines)


def decode_amounts(text: str) -> dict[str, Decimal]:
    """Return the amounts of an encoded event."""
    return {measure: Decimal(amount) for measure, amount in json.loads(text).items()}


def _amounts(amounts: Mapping[str, Decimal]) -> str:
    # Amounts are digits: no JSON encoder need look at them.
    return "{" + ",".join([f'{_quoted(measure)}:"{amount}"' for measure, amount in amounts.items()]) + "}"


@functools.lru_cache(maxsize=4096)
def _quoted(measure: str) -> str:
    return json.dumps(measure)


def _of_row(row: Row) -> Event:
    record = row.record
    return Event(
        key="",
        kind=row.kind.name,
        day=sortable(row.date),
        end=str(row.value("end_date") or ""),
        title=_text(row, _TITLE),
        place=_text(row, _PLACE),
        partner=_partner(row),
        joint_with=_text(row, _JOINT),
        amounts={
            measure.id: Decimal(value)
            for measure in row.kind.measures
            if isinstance(value := getattr(record, measure.id, None), (int, Decimal))
        },
        sheet=" ".join(row.sheet.split()),
        row=row.number,
    )


def _text(row: Row, field: str) -> str:
    value = row.value(field)
    # Split at white space: no tab or line feed may stay in a cell of the encoded form.
    return mask(" ".join(value.split())) if isinstance(value, str) else ""


def _partner(row: Row) -> str:
    value = row.value(_PARTNER)
    name = " ".join(without_designations(value).split()) if isinstance(value, str) else ""
    return "" if name == SOME_TROOPS else name
