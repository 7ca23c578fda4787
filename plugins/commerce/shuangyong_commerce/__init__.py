"""What commerce bureaus do in 双拥 work: 物资拥军, 智力拥军, 实事拥军, 信息拥军."""

from collections.abc import Iterable

from shuangyong import Criteria, Duty, Pattern, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import duties as recurring
from . import kinds, reports, rules, sample
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of commerce bureaus."""
    yield Sector(
        id="commerce",
        label="商务局",
        units="商务局、外经贸局、招商局",
        self_name="我局",
        self_names=(("中心", "我中心"), ("局", "我局")),
        aliases=("商务",),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the four kinds of commerce bureaus."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer a commerce bureau's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of a commerce bureau's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections that tell a commerce bureau's year in its own order."""
    return reports.SECTIONS


@hookimpl
def duties() -> Iterable[Duty]:
    """Offer what a commerce bureau must do again each year."""
    return recurring.DUTIES


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what a commerce bureau's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="commerce.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS
