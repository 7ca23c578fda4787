"""What other offices do in 双拥 work: 党课与赠书, 关心本单位复转军人, 立足职能拥军."""

from collections.abc import Iterable

from shuangyong import Criteria, Pattern, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import kinds, reports, rules, sample
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of other offices."""
    yield Sector(
        id="bureau",
        label="机关单位",
        units="规划、地方志、税务等一般机关，双拥办、退役军人事务局",
        self_name="我单位",
        self_names=(("局", "我局"), ("办公室", "我办"), ("双拥办", "我办"), ("公司", "我公司"), ("中心", "我中心")),
        aliases=(
            "机关",
            "单位",
            "税务局",
            "规划局",
            "自然资源局",
            "地方志办公室",
            "气象局",
            "统计局",
            "审计局",
            "水利局",
            "交通运输局",
            "农业农村局",
        ),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the three kinds of offices."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer an office's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of an office's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections that tell an office's year in its own order."""
    return reports.SECTIONS


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what a bureau's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="bureau.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS
