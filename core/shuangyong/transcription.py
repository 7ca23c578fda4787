"""Old documents into proposed records: one document read, and a ledger of what several propose."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import cattrs

from .catalog import Catalog
from .model.dates import PartialDate
from .model.kinds import Kind
from .model.structuring import faults, structure
from .narrative.extracted import Extracted
from .narrative.extraction import extract
from .narrative.language.analysing import analyse
from .narrative.language.analysis import Analysis
from .narrative.reading.lifting import fitted
from .narrative.reading.proposals import Mark, Proposal, Reading, Unplaced
from .narrative.reading.proposing import propose
from .workbook.making import blank_ledger
from .workbook.proposing import NotEntered, Proposed, proposed_bytes

#: Why a proposal is not entered, by its mark; the first that it has is told.
WHY: Mapping[Mark, str] = {
    "masked": "数字被遮盖，不完整",
    "negated": "文中说没有做",
    "planned": "是计划、打算，文中没有说做了",
    "others": "是别的单位做的",
    "background": "是全市、上级或往年的数，不是本单位这一年的",
    "cumulative": "是几年累计的数",
    "total": "是合计，或一行记不下的次数：请看分项，或逐次填写",
    "part": "是另一个数里的一部分，填了会重复",
    "ratio": "只有比率，没有分子分母",
}

#: What a clerk should look at although a proposal is entered, by its mark.
DOUBTS: Mapping[Mark, str] = {"unsure": "另有一种读法也说得通", "derived": "这个数是按原文推算的"}

_ONE_ROW = "台账一行记一次，这里合写成了一行，请分开填写"


@attrs.frozen(kw_only=True)
class Transcript:
    """One document read."""

    extracted: Extracted
    analysis: Analysis
    reading: Reading

    @property
    def file(self) -> str:
        """The document's name, without folders."""
        return Path(self.extracted.file).name

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``read --format json`` prints for a document."""
        aside = self.reading.off_topic
        return {
            "file": self.extracted.file,
            "text_sha256": self.extracted.sha256,
            "year": self.analysis.year,
            "sector": self.reading.sector,
            "off_topic": aside and attrs.asdict(aside),
            "records": [_record(one) for one in self.reading.proposals],
            "unplaced": [_unplaced(one) for one in self.reading.unplaced],
            "problems": [attrs.asdict(note) for note in self.extracted.notes],
        }


def transcribe(path: Path, catalog: Catalog, *, year: int | None = None, sector: str | None = None) -> Transcript:
    """Read a document.

    Args:
        path: The document.
        catalog: Whose kinds and patterns are looked for.
        year: The year that it tells of; found in the text where not given.
        sector: The id of the writer's sector, likewise.

    Raises:
        ProblemsFound: It cannot be read.
    """
    return transcribed(extract(path), catalog, year=year, sector=sector)


def transcribed(
    extracted: Extracted, catalog: Catalog, *, year: int | None = None, sector: str | None = None
) -> Transcript:
    """Read a text that was taken out of its document; see :func:`transcribe`."""
    analysis = analyse(extracted, year)
    return Transcript(extracted=extracted, analysis=analysis, reading=propose(analysis, catalog, sector))


@attrs.frozen(kw_only=True)
class Line:
    """What a document tells of one deed, or a number of it that was not placed, as a person reads it.

    Attributes:
        label: The sheet that it belongs on; of a number that was not placed the sheets that it might, if any.
        date: When; empty where the text does not tell.
        figures: What it says: ``体检人数 约343人，合格人数 300人``.
        why: Why it is not entered; empty where it is.
        doubts: What a clerk should look at although it is entered.
        sentence: The words that tell it.
        reason: Why it was taken for this.
        place: Where they stand in the document.
    """

    label: str
    figures: str
    sentence: str
    place: str
    date: str = ""
    why: str = ""
    doubts: tuple[str, ...] = ()
    reason: str = ""


def lines_of(one: Transcript, catalog: Catalog) -> Iterator[Line]:
    """Yield what a document proposes, in the order of its text."""
    for proposal in one.reading.proposals:
        kind = catalog.kinds[proposal.kind]
        yield Line(
            label=kind.label,
            date=proposal.date.chinese if proposal.date else "",
            figures=told(proposal, kind),
            why=why_kept_off(proposal),
            doubts=tuple(words for mark, words in DOUBTS.items() if mark in proposal.marks),
            sentence=proposal.quote.strip(),
            reason=proposal.reason,
            place=_place(one, proposal.start),
        )


def unplaced_of(one: Transcript, catalog: Catalog) -> Iterator[Line]:
    """Yield the numbers of a document that were not placed."""
    for number in one.reading.unplaced:
        yield Line(
            label="、".join(dict.fromkeys(catalog.kinds[kind].label for kind, _ in number.maybe)),
            figures=number.said,
            sentence=number.quote.strip(),
            reason=number.reason,
            place=_place(one, number.start),
        )


def proposed_ledger(transcripts: Sequence[Transcript], catalog: Catalog, sector: str, year: int) -> bytes:
    """Return a ledger with what documents propose, as an .xlsx file.

    Raises:
        UnknownNameError: There is no such sector.
    """
    of = catalog.sector(sector)
    known = {kind.name: kind for kind in catalog.kinds_of(of.id)}
    proposed: list[Proposed] = []
    kept_off: list[NotEntered] = []
    for one in transcripts:
        for proposal in _fitted(one.reading.proposals, catalog, known):
            kind = known.get(proposal.kind)
            why = _why_not(proposal, kind, year)
            if kind is None or why:
                kept_off.append(_not_entered(one, proposal, catalog.kinds[proposal.kind], why))
                continue
            try:
                proposed.append(_proposed(one, proposal, kind))
            except cattrs.BaseValidationError as fault:
                kept_off.append(_not_entered(one, proposal, kind, f"填不进这张表：{'；'.join(faults(fault))}"))
                continue
            if several := _several(proposal, kind):
                kept_off.append(attrs.evolve(_not_entered(one, proposal, kind, _ONE_ROW), figures=several))
        kept_off += (_left(one, line) for line in unplaced_of(one, catalog))
    return proposed_bytes(catalog, blank_ledger(of, year, ""), proposed, kept_off)


def _fitted(proposals: Sequence[Proposal], catalog: Catalog, known: Mapping[str, Kind]) -> Iterator[Proposal]:
    for proposal in proposals:
        yield from fitted(proposal, catalog.kinds[proposal.kind], known)


def told(proposal: Proposal, kind: Kind) -> str:
    """Return what a proposal says, as a person reads it: ``体检人数 343人，合格人数 300人``."""
    return "，".join(_figure(proposal, kind, field, value) for field, value in proposal.fields.items())


def why_kept_off(proposal: Proposal) -> str:
    """Return why a proposal stays off the ledger's sheets; an empty text where it does not."""
    return next((why for mark, why in WHY.items() if mark in proposal.marks), "")


def _figure(proposal: Proposal, kind: Kind, field: str, value: object) -> str:
    about = kind.field(field)
    approx = "约" if field in proposal.approx else ""
    shown = f"{value:f}" if isinstance(value, Decimal) else value.chinese if isinstance(value, PartialDate) else value
    if about.measure == "ratio" and isinstance(value, Decimal):
        shown = f"{(value * 100).normalize():f}%"
    return f"{about.label} {approx}{shown}{about.unit or ''}"


def _why_not(proposal: Proposal, kind: Kind | None, year: int) -> str:
    if why := why_kept_off(proposal):
        return why
    if kind is None:
        return "本行业的台账没有这张表"
    date = proposal.date
    if date is not None and date.year != year and not _may_lie_outside(kind):
        return f"是 {date.year} 年的事，这本台账是 {year} 年的"
    if not any(kind.field(field).column for field in proposal.fields):
        return "文中只说了次数，没有可以填进台账的内容"
    return ""


def _may_lie_outside(kind: Kind) -> bool:
    return any(field.id == "date" and field.earlier for field in kind.columns)


def _proposed(document: Transcript, proposal: Proposal, kind: Kind) -> Proposed:
    columns = {field.id for field in kind.columns}
    values = {field: value for field, value in proposal.fields.items() if field in columns}
    date = proposal.date
    if date is not None and date.month is not None and "date" in columns:
        values["date"] = date
    text = document.extracted.text
    said = {field: text[place.start : place.end] for field, place in proposal.places.items()}
    return Proposed(
        kind=kind,
        record=structure(values, kind.row_class),
        approx=proposal.approx & columns,
        said=said,
        comment="\n".join(_comment(document, proposal, kind)),
    )


def _comment(document: Transcript, proposal: Proposal, kind: Kind) -> Iterator[str]:
    yield f"【待核】{document.file} {_place(document, proposal.start)}"
    yield f"原文：{proposal.sentence.strip()}"
    yield f"理由：{proposal.reason}"
    for mark, words in DOUBTS.items():
        if mark in proposal.marks:
            yield f"注意：{words}。"
    if several := _several(proposal, kind):
        yield f"注意：原文说{several}，{_ONE_ROW}。"
    yield "核对无误后，清空本行最后的“待核”。"


def _several(proposal: Proposal, kind: Kind) -> str:
    """Return how many deeds a proposal tells of where its one row can only stand for one; else an empty text."""
    count = proposal.fields.get("count")
    if not isinstance(count, int) or count < 2 or kind.field("count").column:
        return ""
    return _figure(proposal, kind, "count", count)


def _not_entered(document: Transcript, proposal: Proposal, kind: Kind, why: str) -> NotEntered:
    return NotEntered(
        label=kind.label,
        date=proposal.date.chinese if proposal.date else "",
        figures=told(proposal, kind),
        why=why,
        sentence=proposal.sentence.strip(),
        source=f"{document.file} {_place(document, proposal.start)}",
    )


def _left(document: Transcript, line: Line) -> NotEntered:
    return NotEntered(
        label=line.label,
        figures=line.figures,
        why=line.reason,
        sentence=line.sentence,
        source=f"{document.file} {line.place}",
    )


def _place(document: Transcript, start: int) -> str:
    block = document.extracted.block_at(start)
    return block.place if block else ""


def _record(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        "fields": {field: value if isinstance(value, int) else str(value) for field, value in proposal.fields.items()},
        "approx": sorted(proposal.approx),
        "date": str(proposal.date) if proposal.date else None,
        "marks": sorted(proposal.marks),
        "source": {"start": proposal.start, "end": proposal.end, "quote": proposal.quote},
        "reason": proposal.reason,
    }


def _unplaced(number: Unplaced) -> dict[str, Any]:
    return {
        "said": number.said,
        "maybe": [{"kind": kind, "measure": measure} for kind, measure in number.maybe],
        "reason": number.reason,
        "source": {"start": number.start, "end": number.end, "quote": number.quote},
    }
