"""A document proofread against what is known of its unit: the findings, each with the words it stands in."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from .catalog import Catalog
from .model.ledgers import Ledger
from .model.problems import ProblemsFound, error
from .narrative.extracted import Extracted
from .narrative.language.analysing import analyse
from .narrative.language.analysis import Analysis
from .narrative.proofreading.findings import Finding
from .narrative.proofreading.proofreading import proofread

#: So many characters of a sentence are shown before and behind a place, and so many of the place itself.
_AROUND, _LONGEST = 40, 120


@attrs.frozen(kw_only=True)
class Noted:
    """A finding and where it stands, for a person.

    Attributes:
        finding: What is wrong, and what to do about it.
        place: Where it stands: 第12段; empty where it is about what is missing.
        before: The words of its sentence before it.
        quote: Its own words.
        after: The words of its sentence behind it.
    """

    finding: Finding
    place: str
    before: str = ""
    quote: str = ""
    after: str = ""


@attrs.frozen(kw_only=True)
class Proof:
    """A document proofread.

    Attributes:
        extracted: Its text.
        analysis: The same, taken apart.
        findings: What a careful proofreader marks, in the order of the text.
        remarks: What should be known of the comparison with the ledger.
    """

    extracted: Extracted
    analysis: Analysis
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The document's name, without folders."""
        return Path(self.extracted.file).name

    def noted(self) -> Iterator[Noted]:
        """Yield the findings with the words that they stand in."""
        for finding in self.findings:
            yield _noted(finding, self.extracted, self.analysis)


def proof_of(
    extracted: Extracted,
    catalog: Catalog,
    *,
    year: int | None = None,
    sector: str | None = None,
    ledger: Ledger | None = None,
) -> Proof:
    """Proofread a document.

    Args:
        extracted: Its text.
        catalog: What is installed.
        year: The year that it should tell of; found in the text where not given.
        sector: The id of its writer's sector; not looked at where not given.
        ledger: The unit's ledger of the year, to compare its figures with.

    Raises:
        ProblemsFound: The ledger is of another year than the document, and ``year`` does not say that this is meant.
    """
    remarks = []
    analysis = analyse(extracted, year) if ledger is None else _analysed(extracted, ledger, year)
    if ledger is not None and ledger.unit.name not in extracted.text:
        remarks.append(f"文中没有写到台账的单位“{ledger.unit.name}”，请核对台账和材料是不是同一个单位的。")
    findings = proofread(extracted, analysis, catalog, year=year, sector=sector, ledger=ledger)
    return Proof(extracted=extracted, analysis=analysis, findings=findings, remarks=tuple(remarks))


def _analysed(extracted: Extracted, book: Ledger, asked: int | None) -> Analysis:
    """Take a document apart that a ledger is held against; one of another year is refused unless it is asked for."""
    if asked == book.year:
        return analyse(extracted, asked)
    analysis = analyse(extracted)
    if analysis.year is not None and analysis.year != book.year:
        raise _another_year(extracted, book, analysis.year)
    used = asked or book.year
    return analysis if analysis.year == used else analyse(extracted, used)


def _another_year(extracted: Extracted, book: Ledger, told: int) -> ProblemsFound:
    """Return the refusal of a ledger of another year than the document's: every figure would be told to be wrong."""
    return ProblemsFound(
        [
            error(
                "another-year",
                f"材料写的是{told}年，台账“{book.file}”是{book.year}年的，没有核对。",
                f"请用{told}年的台账；确要用这一本核对，请加 --year {book.year}。",
            )
        ],
        file=extracted.file,
    )


def _noted(finding: Finding, extracted: Extracted, analysis: Analysis) -> Noted:
    block = extracted.block_at(finding.start)
    place = block.place if block else ""
    if not finding.quote:
        return Noted(finding=finding, place=place)
    sentence = next((one for one in analysis.sentences if one.start <= finding.start < one.end), None)
    first, last = (sentence.start, sentence.end) if sentence else (finding.start, finding.end)
    text = extracted.text
    before, after = text[first : finding.start], text[finding.end : max(last, finding.end)]
    quote = " ".join(finding.quote.split())
    return Noted(
        finding=finding,
        place=place,
        before=before if len(before) <= _AROUND else f"……{before[-_AROUND:]}",
        quote=quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}……",
        after=after if len(after) <= _AROUND else f"{after[:_AROUND]}……",
    )
