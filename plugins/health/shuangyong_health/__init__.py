"""What health bureaus and their institutions do in 双拥 work: 军人优先就医, 营区卫生防病, 优先用血 and more."""

from collections.abc import Iterable

from shuangyong import Criteria, Pattern, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import kinds, reports, rules, sample
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of health bureaus, which their institutions share."""
    yield Sector(
        id="health",
        label="卫生健康局",
        units="卫生健康局、疾控中心、血站、卫生监督所",
        self_name="我局",
        self_names=(("局", "我局"), ("委", "我委"), ("中心", "我中心"), ("站", "我站"), ("所", "我所")),
        aliases=(
            "卫生局",
            "卫健局",
            "卫健委",
            "卫生健康委",
            "疾控中心",
            "疾病预防控制中心",
            "血站",
            "卫生监督所",
        ),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the five kinds of health bureaus and their institutions."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer a health bureau's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of a health bureau's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections on what health bureaus and their institutions are for."""
    return reports.SECTIONS


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what a health bureau's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="health.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS
