"""The core as its own first plugin: what every unit does, whatever its sector."""

from collections.abc import Iterable

from ..hooks import hookimpl
from ..model.criteria import Criteria
from ..model.duties import Duty
from ..model.kinds import Record
from ..model.patterns import Pattern
from ..offers import Check, Renderer, Section
from . import benefits, co_building, education, leadership, organisation, reports, rules, writers
from .activity import Activity
from .duties import DUTIES
from .patterns import PATTERNS


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the kinds of the five pillars and their abstract root."""
    yield Activity
    for pillar in (organisation, leadership, education, co_building, benefits):
        yield from pillar.KINDS


@hookimpl
def checks() -> Iterable[Check]:
    """Offer the rules that the core's kinds need beyond what their fields say."""
    return rules.CHECKS


@hookimpl
def report_sections() -> Iterable[Section]:
    """Offer the sections that tell the core's kinds."""
    return reports.SECTIONS


@hookimpl
def duties() -> Iterable[Duty]:
    """Offer what every unit, and what an area's office, must do again each year."""
    return DUTIES


@hookimpl
def patterns() -> Iterable[Pattern]:
    """Offer the words that documents tell the core's kinds with."""
    return PATTERNS


@hookimpl
def renderers() -> Iterable[Renderer]:
    """Offer the four formats that documents are written in."""
    return writers.WRITERS


@hookimpl
def criteria() -> Iterable[Criteria]:
    """Offer what is known of the national standard, and a sample standard for units."""
    yield Criteria(standard="national", file="national.toml")
    yield Criteria(standard="unit", file="unit.toml")
