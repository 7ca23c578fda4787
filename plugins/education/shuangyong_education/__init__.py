"""What education bureaus do in 双拥 work: 学生军训统筹, 人防教育, 教师军训, 军人子女入学与加分 and more."""

from collections.abc import Iterable

from shuangyong import Criteria, Pattern, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import kinds, reports, rules, sample
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of education bureaus."""
    yield Sector(
        id="education",
        label="教育局",
        units="教育局、教体局",
        self_name="我局",
        self_names=(("委", "我委"), ("局", "我局")),
        aliases=("教体局", "教育体育局", "教育和体育局", "教委", "教育委员会"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the five kinds of education bureaus."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer an education bureau's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of an education bureau's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections on what education bureaus are for."""
    return reports.SECTIONS


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what an education bureau's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="education.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS
