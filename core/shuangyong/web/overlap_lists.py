"""The office's list of overlaps: what is asked of it, and what it then holds; the same for every page of it."""

from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

import attrs

from ..model.periods import Period
from ..model.problems import ProblemsFound, error
from ..office.overlaps.candidates import Candidate
from ..office.overlaps.decisions import Ruling
from ..office.overlaps.likeness import GRADES
from ..office.overlaps.scopes import Scope
from ..office.overlaps.settling import PRESSING, Overlaps, Settled
from ..office.status.status import Status
from .explorer.questions import PARTS
from .routing import Visit
from .searching import asked, searched

State = Literal["open", "decided", "scopes", "stale"]

#: What people call the states.
STATES: Mapping[State, str] = {
    "open": "待裁定",
    "decided": "已裁定",
    "scopes": "口径含下级",
    "stale": "须重新裁定",
}

#: What an address may ask of the list; its pages hand it on.
ASKED = ("q", "sector", "region", "grade", "part", "state")

#: Something of the list: a pair that is open, one that is decided, what a declaration takes out, a decision of old.
Item = Candidate | Settled | Scope | Ruling


@attrs.frozen(kw_only=True)
class Listed:
    """The list.

    Attributes:
        state: What of it is asked for.
        items: What it holds.
        counts: How many there are of each state, whatever else is asked for.
    """

    state: State
    items: Sequence[Item]
    counts: Mapping[State, int]


def listed(visit: Visit, status: Status, overlaps: Overlaps) -> Listed:
    """Return what the address asks for.

    Raises:
        ProblemsFound: It asks for a period that is none.
    """
    within = overlaps.within(_period(visit, overlaps.year))
    state = _state(visit.asked("state"))
    found: Mapping[State, Sequence[Item]] = {
        "open": within.undecided,
        "decided": within.settled,
        "scopes": overlaps.scopes,
        "stale": overlaps.stale,
    }
    chosen = {one.unit for one in searched(visit, status.units)} if _filtered(visit) else None
    least = next((points for grade, points in GRADES.items() if grade == visit.asked("grade")), GRADES[PRESSING])
    items = [
        one
        for one in found[state]
        if (chosen is None or isinstance(one, Ruling) or any(unit in chosen for unit in units_of(one)))
        and (not isinstance(one, Candidate) or GRADES[one.grade] >= least)
    ]
    if state == "decided":
        items.sort(key=lambda one: one.ruling.at if isinstance(one, Settled) else "", reverse=True)
    counts = {name: len(of) for name, of in found.items()} | {"open": len(within.at_least(PRESSING).undecided)}
    return Listed(state=state, items=items, counts=counts)


def id_of(item: Item) -> str:
    """Return the id under which something of the list is decided."""
    return item.ruling.id if isinstance(item, Settled) else item.id


def units_of(item: Candidate | Settled | Scope) -> tuple[str, str]:
    """Return the codes of the two units."""
    if isinstance(item, Scope):
        return item.declarer.unit, item.unit.unit
    return item.one.unit.unit, item.other.unit.unit


def query_of(visit: Visit, **others: str) -> str:
    """Return what the list was asked for as a part of an address, with a question mark; empty where for nothing."""
    said = {name: value for name, value in {**asked(visit, *ASKED), **others}.items() if value}
    return f"?{urlencode(said)}" if said else ""


def _state(text: str) -> State:
    for state in STATES:
        if state == text:
            return state
    return "open"


def _filtered(visit: Visit) -> bool:
    return any(visit.asked(name) for name in ("q", "sector", "region"))


def _period(visit: Visit, year: int) -> Period:
    part = visit.asked("part")
    if part not in PARTS:
        raise ProblemsFound([error("unknown-part", f"没有「{part}」这样的时段。", "请从列表里选。", value=part)])
    return Period.parse(f"{year}-{part}" if part else str(year))
