"""The office's columns and choices in blank ledgers, in reading, in checks, in tables and in the copy handed in."""

import io
from decimal import Decimal

import openpyxl
import pytest
from shuangyong import Ledger, PartialDate, Unit, Visit
from shuangyong.catalog import discover, load
from shuangyong.examination import examine
from shuangyong.extension import Column, Extension
from shuangyong.extension.applying import extended
from shuangyong.extension.fitting import fitting
from shuangyong.extension.parsing import carried
from shuangyong.offers import Choices
from shuangyong.report.compose import compose
from shuangyong.report.document import Table, plain
from shuangyong.workbook.carried import carried_extension
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy
from shuangyong.workbook.writing import ledger_bytes

CATALOG = load(entry for entry in discover() if entry.name in ("core", "hospital"))
UNIT = Unit(name="某某医院", sector="医院", year=2026)


def headers(data, sheet):
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    return next([*row] for row in rows if "活动名称" in row)


def test_the_columns_stand_before_the_common_tail_and_in_every_kind_that_extends_theirs(office):
    data = ledger_bytes(office, Ledger(unit=UNIT))
    own = ["对接人", "所属街道", "困难户数（户）"]
    visit = headers(data, "走访慰问")
    assert visit[visit.index("节点") - 3 : visit.index("节点")] == own
    assert set(own) <= set(headers(data, "送立功喜报"))  # it extends the visit
    assert set(own) & set(headers(data, "义诊")) == {"对接人"}
    assert "区级补助（元）" in headers(data, "征兵体检")


def test_nothing_else_is_changed():
    before = [field.id for field in CATALOG.kind("core.support").fields]
    street = Column(kind="core.support", id="street", label="所属街道", type="text")
    after = extended(CATALOG, Extension("甲", (street,)))
    assert [field.id for field in CATALOG.kind("core.support").fields] == before
    assert list(after.kinds) == list(CATALOG.kinds)
    changed = {name for name, kind in after.kinds.items() if kind is not CATALOG.kinds[name]}
    assert changed == {kind.name for kind in CATALOG.descendants(CATALOG.kind("core.support"))}
    assert after.kind("hospital.recruit_exam").is_a(after.kind("core.support"))


def test_its_choices_are_in_the_drop_downs(office):
    book = openpyxl.load_workbook(io.BytesIO(ledger_bytes(office, Ledger(unit=UNIT))))
    lists = [[cell for cell in column if cell] for column in book["_字典"].iter_cols(values_only=True)]
    assert ["所属街道（走访慰问）", "中山街道", "台东街道"] in lists
    assert any(one[0] == "节点（走访慰问）" and one[-1] == "拥军月" for one in lists)


def test_its_values_are_read_strictly(office, ledger_file):
    examined = examine(ledger_file, office)
    (row,) = examined.ledger.rows
    assert examined.ok
    assert isinstance(row.record, Visit)
    assert (row.value("street"), row.value("poor_homes"), row.value("contact")) == ("台东街道", 12, "王某某")
    assert row.record.festival == "拥军月"
    assert row.originals["poor_homes"] == "12户"


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("所属街道", "中山路街道", "unknown-choice"),
        ("困难户数（户）", "若干", "not-a-number"),
        ("困难户数（户）", -1, "negative"),
        ("节点", "拥军周", "unknown-choice"),
    ],
)
def test_what_is_wrong_in_its_columns_is_found(office, filled, row, tmp_path, header, value, code):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(filled(ledger_bytes(office, Ledger(unit=UNIT)), "走访慰问", row | {header: value}))
    (problem,) = (one for one in examine(file, office).problems if one.severity == "error")
    assert (problem.code, problem.sheet, problem.value) == (code, "走访慰问", str(value))


def test_its_measures_are_counted_in_the_tables_with_their_cells(office, ledger_file):
    ledger = examine(ledger_file, office).ledger
    document = compose(ledger, office, "table")
    lines = [
        [plain(cell) for cell in line] for block in document.blocks if isinstance(block, Table) for line in block.rows
    ]
    assert ["走访慰问", "困难户数", "户", "12"] in lines
    (figure,) = (one for one in document.figures() if one.name == "core.visit.poor_homes")
    assert [(source.sheet, source.value) for source in figure.sources] == [("走访慰问", "12户")]


def test_what_it_calls_sensitive_stays_at_home_and_the_rest_is_handed_in(office, ledger_file, tmp_path):
    ledger = examine(ledger_file, office).ledger
    copy = tmp_path / "上报.xlsx"
    copy.write_bytes(submitted_copy(office, ledger, ledger.sha256))
    (row,) = examine(copy, office).ledger.rows
    assert (row.value("contact"), row.value("street"), row.value("poor_homes")) == (None, "台东街道", 12)
    assert carried_extension(copy).name == "某某区2026年扩展"


def test_money_is_exact_and_its_class_is_strict(office):
    kind = office.kind("hospital.recruit_exam")
    assert kind.row_class(subsidy=Decimal("0.10")).subsidy == Decimal("0.10")
    with pytest.raises(ValueError, match="区级补助最多2位小数"):
        kind.row_class(subsidy=Decimal("0.001"))
    with pytest.raises(TypeError):
        kind.row_class(street="台东街道")  # the visit's


def test_samples_are_made_with_blank_columns(office):
    ledger = sample_ledger(office, "hospital", 2026)
    assert len(ledger.rows) == len(sample_ledger(CATALOG, "hospital", 2026).rows)
    assert "所属街道" in headers(ledger_bytes(office, ledger), "走访慰问")


def test_a_ledger_carries_what_it_was_made_with_and_nothing_for_other_sectors(office, ledger_file, tmp_path):
    assert carried_extension(ledger_file) == office.extension
    both = load(entry for entry in discover() if entry.name in ("core", "hospital", "school"))
    pupils = Column(kind="school.student_drill", id="camp", label="营地", type="text")
    file = tmp_path / "医院.xlsx"
    catalog = extended(both, Extension("甲", (pupils, *office.extension.entries)))
    file.write_bytes(ledger_bytes(catalog, Ledger(unit=UNIT)))
    assert carried_extension(file).entries == office.extension.entries
    file.write_bytes(ledger_bytes(extended(both, Extension("甲", (pupils,))), Ledger(unit=UNIT)))
    assert carried_extension(file) is None


def test_where_it_is_missing_its_columns_are_named_as_its_own(ledger_file):
    errors = [one for one in examine(ledger_file, CATALOG).problems if one.severity == "error"]
    assert [(one.code, one.value) for one in errors] == [
        ("unknown-column", "对接人"),
        ("unknown-column", "所属街道"),
        ("unknown-column", "困难户数（户）"),
        ("unknown-choice", "拥军月"),
    ]
    for problem in errors:
        assert problem.fix.startswith("这本台账带有本地扩展“某某区2026年扩展”，这张表的“所属街道”列、")


def test_a_sheet_that_lacks_its_columns_is_told_so(office, tmp_path):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger_bytes(CATALOG, Ledger(unit=UNIT)))
    told = {one.sheet: one for one in examine(file, office).problems if one.code == "missing-extension-column"}
    assert told["走访慰问"].severity == "warning"
    assert "本地扩展“某某区2026年扩展”的这些列，这张表还没有：" in told["走访慰问"].message
    assert "困难户数（户）" in told["走访慰问"].message
    assert "宣传" not in told


def test_what_a_ledger_carries_may_be_unreadable(ledger_file):
    book = openpyxl.load_workbook(ledger_file)
    (cell,) = (row[1] for row in book["_模板"].iter_rows() if row[0].value == "本地扩展")
    cell.value = '{"name": "某区", '
    book.save(ledger_file)
    assert carried_extension(ledger_file) is None
    codes = [one.code for one in examine(ledger_file, CATALOG).problems]
    assert codes.count("unreadable-extension") == 1
    assert codes.count("unknown-column") == 3


@pytest.mark.parametrize("text", ["[]", "1", '"甲"', "{}", '{"name": 1}', '{"name": "甲", "column": 3}', "\x00"])
def test_whatever_a_ledger_carries_nothing_breaks(text):
    found = carried(text)
    assert found is None or found.entries == ()


def test_of_what_a_ledger_carries_only_what_fits_is_used():
    found = Extension(
        "甲",
        (
            Column(kind="core.visit", id="people", label="另一列", type="text"),
            Column(kind="core.visit", id="other", label="慰问人数", type="text"),
            Column(kind="port.transport", id="a", label="甲", type="text"),
            Column(kind="core.visit", id="street", label="所属街道", type="text"),
            Choices(kind="core.visit", field="title", choices=("甲",)),
        ),
    )
    assert [entry.id for entry in fitting(found, CATALOG).entries] == ["street"]


def test_two_are_joined_and_the_first_decides():
    mine = Column(kind="core.visit", id="street", label="街道", type="text")
    theirs = Column(kind="core.visit", id="street", label="所属街道", type="text")
    other = Column(kind="core.visit", id="road", label="道路", type="text")
    assert Extension("甲", (mine,)).joined(Extension("乙", (theirs, other))) == Extension("甲", (mine, other))


def test_dates_of_the_offices_own(filled, tmp_path):
    joined = Column(kind="core.visit", id="joined", label="入伍日期", type="date", earlier=True)
    catalog = extended(CATALOG, Extension("甲", (joined,)))
    file = tmp_path / "台账.xlsx"
    row = {"日期": "8月1日", "入伍日期": "1999-12-01"}
    file.write_bytes(filled(ledger_bytes(catalog, Ledger(unit=UNIT)), "走访慰问", row))
    (read,) = examine(file, catalog).ledger.rows
    assert read.value("joined") == PartialDate(1999, 12, 1)
