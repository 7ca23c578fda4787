"""Reading a report gives back what it was composed of: each sector's sample year, figure by figure, place by place.

What is asserted. A report knows each printed figure with its kind and measure, so its text tells where they stand:

- every figure of a measure is proposed, at its place, with its value, as that measure of that kind, of its parent, or
  of what it counts toward (an opening sums up what sections tell in detail);
- nothing else is proposed: a figure elsewhere or of another measure would be false. Where a report prints a row by its
  title (中考加分12名 is a row of 优待子女数), the title may make another measure of that row of it, if the row has it;
- figures that are totals of records (全年走访12次, 参加115人次 beside the meetings) are proposed as the report states
  them, marked ``total`` where their parts stand beside them: no record of the ledger is claimed to be restored;
- how often (3次) has no column: nine in ten are read, and a number of events is also read as 场次 of kinds that have
  it.
"""

from collections.abc import Iterator

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.kinds import Kind
from shuangyong.model.quantities import total
from shuangyong.narrative.extraction import extract
from shuangyong.narrative.language import analyse
from shuangyong.narrative.reading.proposals import Proposal, Reading
from shuangyong.narrative.reading.proposing import propose
from shuangyong.report.compose import compose
from shuangyong.report.document import Document, Figure, FigureRun, Table
from shuangyong.workbook.samples import sample_ledger

CATALOG = installed()
SECTORS = sorted(CATALOG.samples)
YEAR = 2026


@attrs.frozen
class Printed:
    """A figure of a report where its text prints it."""

    start: int
    end: int
    figure: Figure

    @property
    def kind(self) -> Kind:
        return CATALOG.kinds[self.figure.name.rpartition(".")[0]]

    @property
    def measure(self) -> str:
        return self.figure.name.rpartition(".")[2]

    @property
    def value(self) -> float:
        return float(self.figure.amount) / (100 if self.figure.unit == "%" else 1)


def text_of(document: Document) -> tuple[str, list[Printed]]:
    """Return a report's body as plain text, and its figures where they stand."""
    text, printed = f"{document.title}\n", []
    for block in document.blocks:
        if isinstance(block, Table):
            continue
        text += getattr(block, "number", "")
        for run in block.content:
            if isinstance(run, FigureRun):
                printed.append(Printed(len(text), len(text) + len(run.text), run.figure))
            text += run.text
        text += "\n"
    return text, printed


def upward(kind: Kind, measure: str) -> set[str]:
    """Return a measure and what it counts toward."""
    chain: set[str] = set()
    while measure and measure not in chain:
        chain.add(measure)
        measure = kind.field(measure).counts_as
    return chain


def same(printed: Printed, proposal: Proposal, measure: str) -> bool:
    """Whether a proposed figure says what a printed one does."""
    kind = CATALOG.kinds[proposal.kind]
    related = kind.is_a(printed.kind) or printed.kind.is_a(kind)
    return (
        related
        and bool(upward(kind, measure) & upward(printed.kind, printed.measure))
        and abs(float(proposal.fields[measure]) - printed.value) < 1e-9
    )


def proposed(reading: Reading) -> Iterator[tuple[Proposal, str, int, int]]:
    """Yield each proposed figure and where it stands."""
    for proposal in reading.proposals:
        kind = CATALOG.kinds[proposal.kind]
        known = {field.id for field in (*kind.measures, *kind.ratios)}
        for measure in known & set(proposal.fields):
            yield proposal, measure, proposal.places[measure].start, proposal.places[measure].end


@pytest.fixture(scope="module", params=SECTORS)
def trip(request):
    """A sector's sample year: its ledger, the report's text and figures, and what reading the text proposes."""
    ledger = sample_ledger(CATALOG, request.param, YEAR)
    text, printed = text_of(compose(ledger, CATALOG, "summary"))
    return ledger, text, printed, propose(analyse(text, YEAR), CATALOG, request.param)


def at(place: Printed, start: int, end: int) -> bool:
    return start <= place.start + 1 and end >= place.end


def in_a_row(ledger, printed: Printed, proposal: Proposal, measure: str) -> bool:
    """Whether a row that a printed figure comes from has the proposed figure too."""
    cells = {(source.sheet, source.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for source in printed.figure.sources}
    rows = [row for row in ledger.rows if (row.sheet, str(row.number)) in cells]
    return any(getattr(row.record, measure, None) == proposal.fields[measure] for row in rows)


def test_every_measure_figure_comes_back_at_its_place(trip):
    ledger, text, printed, reading = trip
    found = list(proposed(reading))
    lost = [
        f"{one.figure.name}={one.value:g}: …{text[max(0, one.start - 20) : one.end + 6]}…"
        for one in printed
        if one.measure != "count"
        and not any(
            at(one, start, end) and (same(one, proposal, measure) or in_a_row(ledger, one, proposal, measure))
            for proposal, measure, start, end in found
        )
    ]
    assert not lost, "\n".join(lost)


def test_no_figure_is_false(trip):
    ledger, text, printed, reading = trip
    false = [
        f"{proposal.kind}.{measure}={proposal.fields[measure]}: {text[start - 12 : end + 4]}"
        for proposal, measure, start, end in proposed(reading)
        if measure != "count"
        and not any(
            at(one, start, end)
            and (
                same(one, proposal, measure)
                or (measure == "sessions" and one.measure == "count" and proposal.fields[measure] == one.value)
                or in_a_row(ledger, one, proposal, measure)
            )
            for one in printed
        )
    ]
    assert not false, "\n".join(false)


def test_nine_in_ten_counts_are_read(trip):
    _, _, printed, reading = trip
    counts = [one for one in printed if one.measure == "count"]
    found = list(proposed(reading))
    read = [one for one in counts if any(at(one, start, end) and same(one, *rest) for *rest, start, end in found)]
    assert len(read) >= 0.9 * len(counts)


def test_parts_beside_a_total_are_told_apart(trip):
    """What is entered of a measure, over all kinds that share it, never comes to more than the ledger's own total."""
    ledger, _, _, reading = trip
    entered: dict[tuple[Kind, str], float] = {}
    for one, measure, *_ in proposed(reading):
        kind = CATALOG.kinds[one.kind]
        if one.entered and kind.field(measure).measure == "flow" and measure not in ("count", "sessions"):
            key = kind.declarer(measure), measure
            entered[key] = entered.get(key, 0) + float(one.fields[measure])
    for (kind, measure), value in entered.items():
        own = total([row for row in ledger.rows if row.kind.is_a(kind)], measure)
        assert own is not None, f"{kind.name}.{measure}"
        assert value <= float(own.amount), f"{kind.name}.{measure}"


@pytest.mark.parametrize("sector", SECTORS)
def test_the_report_as_a_word_file_reads_the_same(sector, tmp_path):
    """What the sender's Word file says is what the text says: figures before its attachment, in order."""
    ledger = sample_ledger(CATALOG, sector, YEAR)
    document = attrs.evolve(compose(ledger, CATALOG, "summary"), attachments=())
    text, _ = text_of(document)
    path = tmp_path / "report.docx"
    path.write_bytes(CATALOG.renderer("docx").render(document))
    from_word = propose(analyse(extract(path).text, YEAR), CATALOG, sector)
    from_text = propose(analyse(text, YEAR), CATALOG, sector)
    assert [(one.kind, dict(one.fields), one.marks) for one in from_word.proposals] == [
        (one.kind, dict(one.fields), one.marks) for one in from_text.proposals
    ]
