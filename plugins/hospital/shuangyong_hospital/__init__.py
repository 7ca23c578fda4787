"""What hospitals do in 双拥 work, beyond what every unit does: 征兵体检, 义诊, 军人优先服务 and more."""

from collections.abc import Iterable

from shuangyong import Criteria, Duty, Pattern, PluginPage, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import duties as recurring
from . import kinds, reports, rules, sample
from . import pages as portal
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of hospitals."""
    yield Sector(
        id="hospital",
        label="医院",
        units="医院、卫生院、社区卫生服务中心",
        self_name="我院",
        self_names=(("院", "我院"), ("中心", "我中心"), ("站", "我站")),
        aliases=("卫生院", "社区卫生服务中心"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the seven kinds of hospitals."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer a hospital's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of a hospital's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections on what hospitals are for."""
    return reports.SECTIONS


@hookimpl
def duties() -> Iterable[Duty]:
    """Offer what a hospital must do again each year."""
    return recurring.DUTIES


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what a hospital's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="hospital.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS


@hookimpl
def pages() -> Iterable[PluginPage]:
    """Offer the pages of examination stations and of care."""
    return portal.PAGES
