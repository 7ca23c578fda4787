"""What arrives at the office: each report of a county, in which batch, and the ledger that it should be."""

import datetime
import random
from collections.abc import Iterator
from typing import Literal

import attrs

from ...catalog import Catalog
from ...model.ledgers import Ledger
from .chance import chance
from .county import County, Fault, Member
from .roster import deadline
from .varying import varied
from .vertical import inclusive_kinds, with_subordinates

Batch = Literal["第一批", "第二批", "上年"]


@attrs.frozen(kw_only=True)
class Report:
    """A file that a unit hands in.

    Attributes:
        member: Who hands it in.
        year: The year that it should be of.
        batch: When it comes: in time, late or mended, or the year before.
        fault: What is wrong with it.
        first: Whether a better one follows in the second batch.
        saved: When it was last saved, in UTC: in the two weeks before the deadline, or after it.
    """

    member: Member
    year: int
    batch: Batch
    fault: Fault | None = None
    first: bool = False
    saved: datetime.datetime

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.member.name}-{self.year}.xlsx"


def reports(county: County) -> Iterator[Report]:
    """Yield every report that arrives, unit by unit; missing ones do not."""
    for member in (*county.units, *county.strangers):
        for year, batch, fault, first in _of(member, county.year):
            saved = _saved(chance(county.seed, member.code, year, batch), year, late=batch == "第二批")
            yield Report(member=member, year=year, batch=batch, fault=fault, first=first, saved=saved)


def _of(member: Member, year: int) -> Iterator[tuple[int, Batch, Fault | None, bool]]:
    if member.before:
        yield year - 1, "上年", None, False
    match member.fate:
        case "on_time" | "bad":
            yield year, "第一批", member.fault, False
        case "late":
            yield year, "第二批", None, False
        case "revised":
            yield year, "第一批", member.fault, True
            yield year, "第二批", None, False


def _saved(rng: random.Random, year: int, *, late: bool) -> datetime.datetime:
    day = deadline(year) + datetime.timedelta(days=rng.randint(2, 14) if late else -rng.randint(1, 12))
    # The office hours of China, in UTC; even seconds, as archives know no others.
    time = datetime.time(rng.randint(1, 8), rng.randrange(60), 2 * rng.randrange(30), tzinfo=datetime.UTC)
    return datetime.datetime.combine(day, time)


def ledger_of(county: County, catalog: Catalog, member: Member, year: int) -> Ledger:
    """Return a unit's own ledger of a year without faults, its figures agreeing with its subordinates'."""
    ledger = varied(county, member, catalog, year)
    kinds = inclusive_kinds(catalog, ledger)
    if not kinds:
        return ledger
    below = (varied(county, one, catalog, year) for one in county.under(member.code))
    return with_subordinates(ledger, kinds, below)


def ledgers(county: County, catalog: Catalog) -> Iterator[tuple[Member, Ledger]]:
    """Yield the ledger of each unit whose report of the year is sound in the end."""
    for member in county.units:
        if member.sound:
            yield member, ledger_of(county, catalog, member, county.year)
