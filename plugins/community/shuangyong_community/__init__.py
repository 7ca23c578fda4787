"""What communities do in 双拥 work: 共建协议, 节日联谊, 入户走访, 结对帮扶 and more."""

from collections.abc import Iterable

from shuangyong import Criteria, Duty, Pattern, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import duties as recurring
from . import kinds, reports, rules, sample
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of communities and villages."""
    yield Sector(
        id="community",
        label="社区",
        units="社区、村居",
        self_name="我社区",
        self_names=(("村", "我村"), ("社区", "我社区")),
        aliases=("村", "居委会", "村居"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the seven kinds of communities."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer a community's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of a community's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections that tell a community's year in its own order."""
    return reports.SECTIONS


@hookimpl
def duties() -> Iterable[Duty]:
    """Offer what a community must do again each year."""
    return recurring.DUTIES


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what a community's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="community.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS
