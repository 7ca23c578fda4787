"""From a document to what a careful proofreader marks in it."""

import itertools
from collections.abc import Callable, Iterable, Iterator

import attrs

from ...catalog import Catalog
from ...model.ledgers import Ledger
from ..collecting import uncollected
from ..extracted import Extracted
from ..language.analysis import Analysis
from ..reading.proposing import propose
from . import (
    against_ledger,
    anniversaries,
    designations,
    duplicates,
    numbering,
    old_names,
    omissions,
    persons,
    placeholders,
    sectors,
    sums,
    titles,
    topic,
    typos,
    units,
    web_residue,
    wrong_years,
)
from .books import Book
from .draft import Draft
from .findings import Finding

#: A class of flaw each, or two that are found by one look.
FINDERS: tuple[Callable[[Draft], Iterable[Finding]], ...] = (
    topic.find,
    placeholders.find,
    sectors.find,
    anniversaries.find,
    wrong_years.find,
    titles.find,
    numbering.find,
    old_names.find,
    web_residue.find,
    duplicates.find,
    sums.find,
    units.find,
    designations.find,
    persons.find,
    typos.find,
)

#: How many places each finder marks at most: who has that many has no text but a dump.
MOST = 500


@uncollected
def proofread(
    extracted: Extracted,
    analysis: Analysis,
    catalog: Catalog,
    *,
    year: int | None = None,
    sector: str | None = None,
    ledger: Ledger | None = None,
) -> tuple[Finding, ...]:
    """Return what a careful proofreader marks in a document, in the order of the text.

    Args:
        extracted: The document's text.
        analysis: The same text, taken apart.
        catalog: Whose sectors, kinds and patterns are known.
        year: The year that the document should tell of; what belongs to another is marked.
        sector: The id of its writer's sector; likewise.
        ledger: The unit's ledger of the year; figures that contradict it are marked, those it lacks, and those of
            weight that the document leaves out.
    """
    if ledger is not None:
        year, sector = year or ledger.year, sector or catalog.sector(ledger.unit.sector).id
    draft = Draft(
        extracted=extracted,
        analysis=analysis,
        catalog=catalog,
        told_year=year,
        told_sector=sector,
    )
    found = [finding for finder in FINDERS for finding in _bounded(finder(draft))]
    if ledger is not None:
        found += _against(draft, Book(ledger))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.flaw)))


def _against(draft: Draft, book: Book) -> Iterator[Finding]:
    reading = propose(draft.analysis, draft.catalog, draft.told_sector)
    yield from _bounded(against_ledger.find(draft, book, reading))
    yield from _bounded(omissions.find(draft, book, reading))


def _bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first of many findings; the last of them says that there are more."""
    first = [*itertools.islice(findings, MOST + 1)]
    if len(first) > MOST:
        first[MOST - 1 :] = [
            attrs.evolve(first[MOST - 1], message=f"{first[MOST - 1].message}（后面还有，没有一一列出。）")
        ]
    yield from first
