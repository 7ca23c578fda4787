"""The copy that leaves the unit holds what is to be reported, and nothing that names a person or a troop."""

import io
import re
import zipfile

import openpyxl
from shuangyong.catalog import installed
from shuangyong.kinds.benefits import Assistance, EntitledPerson
from shuangyong.kinds.co_building import Partner, Visit
from shuangyong.kinds.organisation import LeadingGroup
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Declaration, Ledger, Row
from shuangyong.model.units import Unit
from shuangyong.workbook.reading import read_ledger
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy
from shuangyong.workbook.writing import ledger_bytes

ID, MOBILE, LANDLINE, CARD = "37021319800101001X", "13800138000", "0532-87654321", "6222021234567890128"
SHA256 = "0123456789abcdef" * 4
CATALOG = installed()
KINDS = {kind.cls: kind for kind in CATALOG.kinds.values()}
UNIT = Unit(name="某某县人民医院", code="LC-YY-001", sector="医院", year=2026, liaison="林晓岚", phone=LANDLINE)


def ledger(*records, **about):
    rows = tuple(Row(kind=KINDS[type(record)], record=record, **about) for record in records)
    return Ledger(unit=UNIT, rows=rows)


def everything_in(data):
    """Every text of every member, names of members and comments included, without the XML's own numbers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [archive.read(name).decode("utf-8") for name in archive.namelist()]
        texts = [*archive.namelist(), archive.comment.decode()]
    texts += (re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), member) for member in members)
    return "\n".join(texts)


def submitted(made, tmp_path):
    path = tmp_path / "报送.xlsx"
    path.write_bytes(submitted_copy(CATALOG, made, SHA256))
    reading = read_ledger(path, CATALOG)
    assert reading.problems == ()
    return reading.ledger


CANARY = ledger(
    EntitledPerson(name="欧阳建国", category="残疾军人", id_number=ID, phone=MOBILE, address="幸福里3号楼2单元"),
    EntitledPerson(category="退役军人", persons=21),
    LeadingGroup(leader="周明远", liaison_phone=LANDLINE),
    Partner(name="塔山英雄团", form="结对共建"),
    Partner(name="73021部队"),
    Visit(
        date=PartialDate(2026, 7, 28),
        title="走访慰问欧阳 建国",
        place="幸福里3号楼2单元",
        partner="第31师、96101部队",
        joint_with="塔山 英雄团",
        people=2,
        remarks=f"本人{ID}，手机 138 0013 8000，办公{LANDLINE}，卡{CARD}",
        evidence="欧阳建国签收单.jpg",
    ),
    Assistance(title="１３８００１３８０００", remarks="\u200b".join(ID), evidence="（图片）"),
)


SECRETS = (
    "欧阳", "建国", "3702131980", "19800101", "001X", "1380013", "138 0013", "１３８００", "0532-87654321", "6222021",
    "幸福里", "塔山", "英雄团", "第31师",
)  # fmt: skip


def test_nothing_secret_is_in_any_byte_of_the_copy():
    own, copy = (
        everything_in(data) for data in (ledger_bytes(CATALOG, CANARY), submitted_copy(CATALOG, CANARY, SHA256))
    )
    assert [secret for secret in SECRETS if secret not in own] == []
    assert [secret for secret in SECRETS if secret in copy] == []


def test_what_is_to_be_reported_is_there(tmp_path):
    made = submitted(CANARY, tmp_path)
    visit = next(row.record for row in made.rows if isinstance(row.record, Visit))
    assert visit == Visit(
        date=PartialDate(2026, 7, 28),
        title="走访慰问［已隐去］",
        place="［已隐去］",
        partner="驻地某部、96101部队",
        joint_with="驻地某部",
        people=2,
        remarks="本人［已隐去］，手机 ［已隐去］，办公［已隐去］，卡［银行卡号已隐去］",
        evidence="［已隐去］签收单.jpg",
    )
    assert [row.record for row in made.rows if isinstance(row.record, Partner)] == [
        Partner(name="驻地某部", form="结对共建"),
        Partner(name="73021部队"),
    ]
    assert [row.record for row in made.rows if isinstance(row.record, EntitledPerson)] == [
        EntitledPerson(category="残疾军人"),
        EntitledPerson(category="退役军人", persons=21),
    ]
    assert [row.record for row in made.rows if isinstance(row.record, LeadingGroup)] == [LeadingGroup(leader="周明远")]


def test_a_picture_in_a_cell_is_told_to_be_attached(tmp_path):
    made = submitted(CANARY, tmp_path)
    assert next(row.record.evidence for row in made.rows if isinstance(row.record, Assistance)) == "见附件"


def test_the_unit_stays_known_but_for_its_telephone(tmp_path):
    unit = submitted(CANARY, tmp_path).unit
    assert (unit.name, unit.code, unit.liaison, unit.phone) == (UNIT.name, UNIT.code, UNIT.liaison, None)


def test_short_values_and_short_numbers_are_not_sought_in_other_cells(tmp_path):
    made = ledger(
        EntitledPerson(name="李", category="退役军人", phone="110", address="无锡"),
        Visit(title="李沧区慰问110户", remarks="1100元"),
    )
    visit = next(row.record for row in submitted(made, tmp_path).rows if isinstance(row.record, Visit))
    assert visit == Visit(title="李沧区慰问110户", remarks="1100元")


def test_a_number_that_is_secret_is_not_sought_inside_longer_ones(tmp_path):
    made = ledger(EntitledPerson(category="退役军人", phone="6543"), Visit(title="分机6543", remarks="165430元"))
    visit = next(row.record for row in submitted(made, tmp_path).rows if isinstance(row.record, Visit))
    assert visit == Visit(title="分机［已隐去］", remarks="165430元")


def test_the_longer_of_two_names_that_begin_alike_is_hidden_whole(tmp_path):
    made = ledger(
        EntitledPerson(name="王建", category="退役军人"),
        EntitledPerson(name="王建国", category="退役军人"),
        Visit(title="看望王建国、王建"),
    )
    visit = next(row.record for row in submitted(made, tmp_path).rows if isinstance(row.record, Visit))
    assert visit.title == "看望［已隐去］、［已隐去］"


def test_words_in_place_of_numbers_are_only_ever_numbers(tmp_path):
    made = ledger(
        Visit(title="慰问", people=800), originals={"people": f"近800名（{ID}）"}, approx=frozenset({"people"})
    )
    row = submitted(made, tmp_path).rows[0]
    assert (row.record.people, row.originals["people"], row.approx) == (800, "约800", {"people"})


def test_the_hash_of_the_units_own_file_is_noted():
    book = openpyxl.load_workbook(io.BytesIO(submitted_copy(CATALOG, CANARY, SHA256)))
    assert dict(book["_模板"].iter_rows(values_only=True))["原件SHA-256"] == SHA256


def test_what_the_unit_does_not_do_takes_no_sheet_and_stays_declared(tmp_path):
    made = sample_ledger(CATALOG, "hospital", 2026)
    copy = submitted(made, tmp_path)
    for kind in CATALOG.kinds_of("hospital"):
        assert copy.declared(kind).status == made.declared(kind).status
    book = openpyxl.load_workbook(tmp_path / "报送.xlsx")
    assert not {CATALOG.kind(name).label for name in CATALOG.sample("hospital").absent} & {*book.sheetnames}


def test_a_scope_is_kept_where_a_kind_has_no_sheet(tmp_path):
    made = Ledger(unit=UNIT, declarations={"hospital.free_clinic": Declaration("不适用", "含下级")})
    assert submitted(made, tmp_path).declarations["hospital.free_clinic"].scope == "含下级"


def test_all_figures_of_the_sample_are_in_its_copy(tmp_path):
    made = sample_ledger(CATALOG, "hospital", 2026)
    copy = submitted(made, tmp_path)
    for row, kept in zip(made.rows, copy.rows, strict=True):
        for field in row.kind.columns:
            if field.type != "text":
                assert kept.value(field.id) == row.value(field.id)
        assert kept.approx == row.approx
