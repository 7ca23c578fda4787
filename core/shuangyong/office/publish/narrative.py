"""The report on a roll-up: a year's 双拥 work across sectors, as an official document."""

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...model.kinds import CORE
from ...model.pillars import PillarId
from ...report.document import Block as Printed
from ...report.document import Document
from ...report.filters import YEAR, measured
from ...report.outline import blocks, ordered
from ...report.templates import MANUSCRIPT, paragraphs, template
from ..rollup.figures import Rollup
from ..rollup.names import ACTIVITY
from ..status.status import Status
from .amounts import published
from .attachments import attachments
from .naming import LEVEL_LABELS, Naming, span
from .plans import plans
from .reporting import by_region, count
from .shortcomings import shortcomings
from .specialities import specialities
from .standing import provisional_reasons
from .tabulating import Split, Tables
from .telling import Deeds, Told, Voice

_MODULE = "shuangyong.office.publish"
_PILLARS: tuple[tuple[str, tuple[PillarId, ...]], ...] = (
    ("organisation", ("organisation", "leadership")),
    ("education", ("education",)),
    ("co_building", ("co_building",)),
    ("benefits", ("benefits",)),
)
_MOST_REGIONS, _MOST_MONTHS = 12, 3  # told in a sentence
_CORRECTED = ("count", "participants", "beneficiaries", "spending")


def report_document(
    rollup: Rollup, catalog: Catalog, status: Status | None = None, today: datetime.date | None = None
) -> Document:
    """Return the report on a roll-up, which the writers of documents write.

    Args:
        rollup: What is told; figures that it withholds are not.
        catalog: What is installed: kinds of any sector are told from their labels.
        status: How each unit stands, for what is said of reporting.
        today: The document's date; the present day if None.
    """
    tables, naming = Tables(rollup, catalog), Naming(rollup, catalog, status)
    voice = Voice(tables, naming, catalog)
    context = {**_deeds(voice), **_coverage(voice, status), MANUSCRIPT: voice.manuscript, YEAR: rollup.period.year}
    body = [_section(voice, "opening", context), _section(voice, "overall", {**context, **_overall(voice)})]
    for name, pillars in _PILLARS:
        body.append(_section(voice, name, {**context, "own": functools.partial(_own, voice, pillars)}))
    body.append(_section(voice, "quality", {**context, **_quality(voice, status)}))
    lacking = [unit.name for unit in status.members if unit.submitted and not unit.complete] if status else []
    problems = shortcomings(voice, count(status.members) if status else None, lacking)
    body.append(_section(voice, "problems", {**context, "problems": problems}))
    told = ordered(body)
    return Document(
        kind="summary",
        title=f"{naming.place}{naming.period}双拥工作情况报告",
        issuer=naming.issuer,
        date=today or datetime.datetime.now().astimezone().date(),
        blocks=told,
        attachments=attachments(voice),
    )


def _own(voice: Voice, pillars: tuple[PillarId, ...]) -> list[str]:
    """Return what sectors add; a template asks at its place, for figures are numbered as they are printed."""
    return [text for pillar in pillars for text in specialities(voice, pillar)]


def _section(voice: Voice, name: str, context: Mapping[str, Any]) -> Sequence[Printed]:
    markdown = paragraphs(template(_MODULE, f"{name}.md").render(context))
    return blocks(markdown, voice.manuscript)


def _deeds(voice: Voice) -> dict[str, Deeds]:
    """Return the core's kinds by their identifiers: what all sectors have in common."""
    return {kind.id: Deeds(voice, kind) for kind in voice.catalog.kinds.values() if kind.namespace == CORE}


def _coverage(voice: Voice, status: Status | None) -> dict[str, Any]:
    rollup, naming = voice.naming.rollup, voice.naming
    splits = voice.tables.splits
    return {
        "everywhere": naming.everywhere,
        "period": naming.period,
        "whole_period": "全年" if rollup.period.whole_year else span(rollup.period),
        "planned_for": naming.planned_for,
        "plans": plans(voice),
        "coverage": rollup.coverage,
        "last_coverage": rollup.last_coverage,
        "reasons": provisional_reasons(rollup),
        "sectors": _groups(splits.get("sector")),
        "regions": _groups(splits.get("region")),
        "level": _level(splits.get("region")),
        "counted": count(status.members) if status and status.roster else None,
        "undecided": len(rollup.undecided),
        "corrections": len(rollup.adjustments),
    }


def _groups(split: Split | None) -> int:
    return len([group for group in split.groups if group is not None]) if split else 0


def _level(split: Split | None) -> str:
    codes = [group for group in split.groups if group is not None] if split else []
    return LEVEL_LABELS.get(len(codes[0]), "地区") if codes else "地区"


def _overall(voice: Voice) -> dict[str, Any]:
    """Return how often something was done by sector, region and month, most often first."""
    regions = _ranked(voice, "region")
    return {
        "by_sector": _ranked(voice, "sector"),
        "by_region": regions[:_MOST_REGIONS],
        "ranked": len(regions),
        "by_month": _ranked(voice, "month")[:_MOST_MONTHS],
    }


def _ranked(voice: Voice, dim: str) -> list[tuple[str, Told]]:
    split = voice.tables.splits.get(dim)
    if split is None:
        return []
    # Offices of the whole place lie in no region below it; what bears no month is of no month.
    groups = [group for group in split.groups if group is not None or dim == "region"]
    parts = ((group, voice.part(split, f"{ACTIVITY}.count", group)) for group in groups)
    there = [(voice.naming.group(split.dim, group), told) for group, told in parts if told]
    return sorted(there, key=lambda pair: -pair[1].figure.amount) if len(there) > 1 else []


def _quality(voice: Voice, status: Status | None) -> dict[str, Any]:
    rollup, naming = voice.naming.rollup, voice.naming
    full = [name for name, counts in by_region(status, naming) if not counts.missing] if status else []
    causes = [one.cause for one in rollup.adjustments]
    omitted = dict.fromkeys(_name(naming, one.measure) for one in rollup.omissions if not one.by)
    return {
        "full_regions": full if status and len(full) < len(by_region(status, naming)) else [],
        "events": causes.count("event"),
        "scopes": causes.count("scope"),
        "corrected": list(_corrected(voice)),
        "approximate": any(one.approx for one in voice.tables.whole.values()),
        "omitted": omitted,
    }


def _corrected(voice: Voice) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, gross, what was taken out, and net of the totals that hold something counted twice."""
    for name in _CORRECTED:
        figure = voice.tables.whole.get(f"{ACTIVITY}.{name}")
        told = voice.told(figure)
        if figure is not None and told is not None and figure.sum.overlap:
            unit = told.figure.unit
            gross = published(figure.sum.gross, approx=figure.sum.approx)
            taken = published(-figure.sum.overlap)
            label = "双拥活动" if name == "count" else told.label
            yield label, f"{gross}{unit}", f"{taken}{unit}", measured(told)


def _name(naming: Naming, measure: str) -> str:
    return f"{naming.kind(measure).label}的{naming.field(measure).label}"
