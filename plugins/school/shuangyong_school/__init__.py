"""What schools do in 双拥 work: 少年军校, 学生军训, 国防教育课, 军人子女入学 and more."""

from collections.abc import Iterable

from shuangyong import Criteria, Duty, Pattern, Record, RowCheck, SampleLedger, Section, Sector, hookimpl

from . import duties as recurring
from . import kinds, reports, rules, sample
from .patterns import PATTERNS


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector of schools."""
    yield Sector(
        id="school",
        label="学校",
        units="中小学、高中、职业学校、高校、幼儿园",
        self_name="我校",
        self_names=(("幼儿园", "我园"), ("学院", "我院")),
        aliases=("中学", "小学"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the eight kinds of schools."""
    return kinds.KINDS


@hookimpl
def sample_ledgers() -> Iterable[SampleLedger]:
    """Offer a school's invented year."""
    yield sample.sample()


@hookimpl
def checks() -> Iterable[RowCheck]:
    """Offer the rules of a school's ledger."""
    return rules.RULES


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections on what schools are for."""
    return reports.SECTIONS


@hookimpl
def duties() -> Iterable[Duty]:
    """Offer what a school must do again each year."""
    return recurring.DUTIES


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what a school's own work adds to the standard of units."""
    yield Criteria(standard="unit", file="school.toml")


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell its kinds with."""
    return PATTERNS
