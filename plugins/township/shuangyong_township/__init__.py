"""What townships and streets do in 双拥 work: 帮耕帮种, 结对帮扶致富, “三老”人员关爱, 征兵工作."""

from collections.abc import Iterable

from shuangyong import Criteria, Duty, Pattern, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import duties as recurring
from . import kinds, reports, rules, sample
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of townships and streets."""
    yield Sector(
        id="township",
        label="乡镇街道",
        units="乡、镇、街道",
        self_name="我镇",
        self_names=(("街道", "我街道"), ("镇", "我镇"), ("乡", "我乡")),
        aliases=("乡镇", "镇", "乡", "街道"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the four kinds of townships."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer a township's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of a township's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections that tell a township's year in its own order."""
    return reports.SECTIONS


@hookimpl
def duties() -> Iterable[Duty]:
    """Offer what a township must do again each year."""
    return recurring.DUTIES


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what a township's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="township.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS
