"""Copies made from forms: byte for byte those of the writer of copies."""

import io
import re
import zipfile

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.examination import examine
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Declaration, Row
from shuangyong.office.county import ledgers, plan_county
from shuangyong.office.county.forms import Copies
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy

SAID = ("0" * 64, "2026-12-08T03:00:00Z")
STYLE = re.compile(rb' (s|style)="[0-9]+"')


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_a_row_in_every_sheet(ledger):
    """A sample in which no sheet is empty: a sheet's first row decides how cell formats are numbered."""
    kinds = installed().kinds_of(installed().sector(ledger.unit.sector).id)
    blanks = (
        Row(kind=kind, record=kind.cls(**{field.id: "甲" for field in kind.columns if field.required}))
        for kind in kinds
        if not ledger.of(kind)
    )
    return attrs.evolve(
        ledger, rows=(*ledger.rows, *blanks), declarations={kind.name: Declaration(status="有数据") for kind in kinds}
    )


@pytest.mark.parametrize("sector", sorted(installed().samples))
def test_a_copy_with_every_sheet_filled_has_the_very_bytes_of_a_submitted_copy(sector):
    copies = Copies(installed())
    ledger = with_a_row_in_every_sheet(sample_ledger(installed(), sector, 2026))
    another = attrs.evolve(ledger.unit, name="甲&乙<单位>", liaison=None, year=2031, filled=PartialDate(2032, 1, 5))
    for one in (ledger, attrs.evolve(ledger, unit=another)):
        assert copies.of(one, *SAID) == submitted_copy(installed(), one, *SAID)
    assert len(copies.forms) == 1


def test_the_copies_of_a_county_differ_from_submitted_ones_in_the_numbers_of_formats_only(tmp_path):
    county = plan_county(installed(), 40, 2026)
    copies = Copies(installed())
    for number, (member, ledger) in enumerate(ledgers(county, installed())):
        if number % 5:
            continue
        made, wanted = copies.of(ledger, *SAID), submitted_copy(installed(), ledger, *SAID)
        one, other = parts(made), parts(wanted)
        assert [*one] == [*other]
        differing = {name for name in one if STYLE.sub(b"", one[name]) != STYLE.sub(b"", other[name])}
        assert differing <= {"xl/styles.xml"}, member.name
        read = []
        for data in (made, wanted):
            (tmp_path / "ledger.xlsx").write_bytes(data)
            read.append(examine(tmp_path / "ledger.xlsx", installed()))
        assert attrs.evolve(read[0].ledger, sha256="") == attrs.evolve(read[1].ledger, sha256="")
        assert read[0].problems == read[1].problems


@pytest.mark.parametrize("text", ["=1+1", "+86", " 前面有空格", "两行\n的", "_x0041_"])
def test_texts_that_need_care_are_left_to_the_writer_of_copies(text):
    ledger = sample_ledger(installed(), "school", 2026)
    row = next(row for row in ledger.rows if row.kind.name == "core.visit")
    strange = attrs.evolve(row, record=attrs.evolve(row.record, title=text, date=PartialDate(2026, 7)))
    ledger = attrs.evolve(ledger, rows=tuple(strange if one is row else one for one in ledger.rows))
    assert Copies(installed()).of(ledger, *SAID) == submitted_copy(installed(), ledger, *SAID)
