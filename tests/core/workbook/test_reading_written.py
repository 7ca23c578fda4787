"""What the writer of workbooks writes, the reader reads back."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.model.dates import PartialDate
from shuangyong.model.fields import Field
from shuangyong.model.kinds import Kind, Record
from shuangyong.model.ledgers import Ledger, Row
from shuangyong.model.units import Unit
from shuangyong.workbook.layout import TEMPLATE_VERSION
from shuangyong.workbook.reading import read_ledger
from shuangyong.workbook.writing import ledger_bytes

CATALOG = installed()


def test_a_blank_ledger_as_written_has_nothing_wrong(tmp_path: Path):
    path = tmp_path / "空白.xlsx"
    blank = Ledger(unit=Unit(name="某某医院", sector="医院", year=2026, region="370213"))
    path.write_bytes(ledger_bytes(CATALOG, blank))
    reading = read_ledger(path, CATALOG)
    assert reading.problems == ()
    assert reading.ledger is not None
    assert reading.ledger.unit == blank.unit
    assert (reading.ledger.file, reading.ledger.template) == ("空白.xlsx", TEMPLATE_VERSION)
    assert reading.ledger.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {*reading.ledger.declarations} == {kind.name for kind in CATALOG.kinds_of("hospital")}


def _values(field: Field) -> st.SearchStrategy[object]:
    texts = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)
    days = st.dates(min_value=PartialDate(2026).first, max_value=PartialDate(2026).last)
    by_type: dict[str, st.SearchStrategy[object]] = {
        "text": texts.filter(lambda text: text != "暂无"),
        "date": days.map(PartialDate.of) | st.integers(1, 12).map(lambda month: PartialDate(2026, month)),
        "integer": st.integers(0, 10**9),
        "decimal": st.decimals(0, 10**9, places=field.decimals),
        "choice": st.sampled_from(field.choices or ("",)),
    }
    return by_type[field.type] if field.required else st.none() | by_type[field.type]


def _records(kind: Kind) -> st.SearchStrategy[Record]:
    values = st.fixed_dictionaries({field.id: _values(field) for field in kind.columns})
    return values.filter(lambda found: any(value is not None for value in found.values())).map(
        lambda found: kind.cls(**found)
    )


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_whatever_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    kinds = CATALOG.kinds_of("hospital")
    chosen = data.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4, unique=True))
    rows = tuple(
        Row(kind=kind, record=record, sheet=kind.label)
        for kind in sorted(chosen, key=kinds.index)
        for record in data.draw(st.lists(_records(kind), min_size=1, max_size=3))
    )
    path = tmp_path_factory.mktemp("written") / "台账.xlsx"
    unit = Unit(name="某某医院", sector="医院", year=2026)
    path.write_bytes(ledger_bytes(CATALOG, Ledger(unit=unit, rows=rows), only=chosen))
    reading = read_ledger(path, CATALOG)
    assert reading.problems == ()
    assert reading.ledger is not None
    assert [(row.kind, row.record) for row in reading.ledger.rows] == [(row.kind, row.record) for row in rows]
