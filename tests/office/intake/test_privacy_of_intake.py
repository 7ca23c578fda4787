"""Nothing of a filled sensitive column is left anywhere: not in the store, not in what is said."""

import io
import json
import re
import zipfile

import attrs
import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.cli import main
from shuangyong.extension.applying import extended, read_extension
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

#: Each in its own sensitive column, as a clerk would type it; none stands anywhere else.
CANARIES = {
    "name": "欧阳金丝雀",
    "id_number": "370213198107153319",
    "phone": "13964280157",
    "address": "金丝雀路九十九号",
    "liaison_phone": "13964280158",
}
CARRIED = re.compile(
    "|".join((*CANARIES.values(), "金丝雀", "3702131981", "139642801", r"(?<![0-9a-f])71946(?![0-9a-f])"))
)


def with_canaries(sector="community", designation=False):
    """Return a unit's own ledger with every sensitive column filled in all of its rows, or a true designation."""
    ledger = sample_ledger(installed(), sector, 2024)
    rows = []
    for row in ledger.rows:
        fields = {field.id: field for field in row.kind.columns}
        if designation:
            filled = {"partner": "71946部队"} if "partner" in fields and fields["partner"].designation else {}
        else:
            filled = {name: text for name, text in CANARIES.items() if name in fields and fields[name].sensitive}
        rows.append(attrs.evolve(row, record=attrs.evolve(row.record, **filled)))
    unit = attrs.evolve(ledger.unit, phone=None if designation else "13964280159")
    return ledger_bytes(installed(), attrs.evolve(ledger, rows=tuple(rows), unit=unit))


def carrying(folder):
    """Return the files below a folder that hold a canary, in any encoding, and all that are compressed."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            texts = (data.decode(encoding, errors="replace") for encoding in ("utf-8", "utf-16-le", "gbk"))
            if any(CARRIED.search(text) for text in texts) or data[:4] == b"PK\x03\x04":
                found.append(path.name)
    return found


@pytest.fixture
def collected(tmp_path, put, capfdbinary):
    """Run ``collect`` over a ledger as a command and return its exit code and all that it printed."""

    def run(data, *options):
        path = put(data)
        with pytest.raises(SystemExit) as stopped:
            main(["collect", str(tmp_path / "库"), str(path), *options])
        printed = capfdbinary.readouterr()
        return stopped.value.code, (printed.out + printed.err).decode()

    return run


@pytest.mark.parametrize("designation", [False, True])
@pytest.mark.parametrize("options", [(), ("--format", "json"), ("--dry-run",), ("--returns", "退回")])
def test_a_ledger_with_sensitive_columns_leaves_no_value_of_them_anywhere(
    collected, tmp_path, monkeypatch, designation, options
):
    monkeypatch.chdir(tmp_path)
    code, printed = collected(with_canaries(designation=designation), *options)
    assert code == 1
    assert "shuangyong submit" in printed
    assert not CARRIED.search(printed)
    assert (tmp_path / "库").exists() == ("--dry-run" not in options)
    assert not carrying(tmp_path / "库")
    assert not list((tmp_path / "库").rglob("*.tmp"))
    if options == ("--format", "json"):
        answer, _ = json.JSONDecoder().raw_decode(printed)  # what is said on stderr stands after it
        (entry,) = answer["rejected"]
        assert {problem["code"] for problem in entry["problems"]} == {"sensitive-filled"}
        assert all(problem["value"] is None and problem["cell"] is None for problem in entry["problems"])


def test_every_sensitive_column_of_every_sector_is_noticed_by_itself(take, put):
    """One column of one row filled: refused each time, and named."""
    tried = 0
    for sector in ("community", "school"):
        ledger = sample_ledger(installed(), sector, 2024)
        ledger = attrs.evolve(ledger, unit=attrs.evolve(ledger.unit, phone=None))
        cleared = tuple(
            attrs.evolve(
                row,
                record=attrs.evolve(row.record, **{field.id: None for field in row.kind.columns if field.sensitive}),
            )
            for row in ledger.rows
        )
        seen = set()
        for number, row in enumerate(cleared):
            for field in row.kind.columns:
                if field.sensitive and (row.kind.name, field.id) not in seen:
                    seen.add((row.kind.name, field.id))
                    record = attrs.evolve(row.record, **{field.id: CANARIES[field.id]})
                    rows = (*cleared[:number], attrs.evolve(row, record=record), *cleared[number + 1 :])
                    (entry,) = take(put(ledger_bytes(installed(), attrs.evolve(ledger, rows=rows)))).entries
                    assert entry.verdict == "rejected"
                    (problem,) = entry.problems
                    assert (problem.code, problem.sheet) == ("sensitive-filled", row.kind.label)
                    assert field.label in problem.message and "1 处" in problem.message
                    tried += 1
        assert take.verdicts(put(ledger_bytes(installed(), attrs.evolve(ledger, rows=cleared)))) == ["accepted"]
    assert tried >= 5


def test_a_sensitive_value_beside_errors_is_refused_and_the_errors_do_not_quote_it(store, take, put, retyped):
    data = retyped(with_canaries(), "单位信息", {"B1": CANARIES["address"]})
    (entry,) = take(put(data)).entries
    assert entry.verdict == "rejected" and entry.problems[0].code == "sensitive-filled"
    assert not carrying(store.folder)


def test_such_a_ledger_is_filed_under_its_unit_where_the_store_has_it(store, take, put, own, rostered):
    rostered(("H1", "2020-01-01", None), name="甲医院")
    data = own(code="H1", name="甲医院", phone=CANARIES["phone"])
    (entry,) = take(put(data)).entries
    assert (entry.verdict, entry.unit, entry.to_json()["unit"]) == ("rejected", "H1", "H1")
    (audit,) = store.db.execute("SELECT action, subject FROM audit WHERE action LIKE 'collect/%'").fetchall()
    assert tuple(audit) == ("collect/rejected", "H1-2024")
    assert not carrying(store.folder)


@pytest.mark.parametrize("code", ["H1", CANARIES["address"]])
def test_a_code_that_the_store_does_not_have_may_be_a_sensitive_value_itself(store, take, put, own, code):
    (entry,) = take(put(own(code=code, phone=CANARIES["phone"]))).entries
    assert (entry.verdict, entry.unit) == ("rejected", "")
    assert store.db.execute("SELECT subject FROM audit").fetchone()[0] == entry.file
    assert not carrying(store.folder)


def test_what_submit_makes_of_such_a_ledger_is_accepted_and_holds_none_of_it(store, take, put, tmp_path):
    path = put(with_canaries(), "自用.xlsx")
    with pytest.raises(SystemExit) as stopped:
        main(["submit", str(path), "-o", str(tmp_path / "上报.xlsx")])
    assert stopped.value.code == 0
    (entry,) = take(tmp_path / "上报.xlsx").entries
    assert entry.verdict == "accepted"
    with zipfile.ZipFile(io.BytesIO(store.original(entry.sha256).read_bytes())) as package:
        assert not any(CARRIED.search(package.read(name).decode("utf-8", "replace")) for name in package.namelist())


EXTENSION = """
name = "某区扩展"

[[column]]
kind = "core.visit"
id = "contact"
label = "对接人"
type = "text"
sensitive = true
"""


def test_a_sensitive_column_of_another_office_s_extension_is_noticed_too(store, take, put, retyped, tmp_path):
    """The ledger carries what this office does not have: its column is unknown here, and sensitive all the same."""
    (tmp_path / "扩展.toml").write_text(EXTENSION, encoding="utf-8")
    plain = installed()
    theirs = extended(plain, read_extension(tmp_path / "扩展.toml", plain).extension)
    ledger = sample_ledger(theirs, "school", 2024)
    rows = tuple(
        attrs.evolve(
            row,
            record=attrs.evolve(
                row.record, **{name: None for name in CANARIES if name != "name" and hasattr(row.record, name)}
            ),
        )
        for row in ledger.rows
    )
    ledger = attrs.evolve(ledger, unit=attrs.evolve(ledger.unit, phone=None), rows=rows)
    data = ledger_bytes(theirs, ledger)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["走访慰问"]
    header = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "对接人")
    filled = retyped(data, "走访慰问", {f"{header.column_letter}{header.row + 1}": CANARIES["name"]})
    for catalog in (plain, theirs):
        (entry,) = take(put(filled), catalog=catalog).entries
        assert (entry.verdict, [problem.code for problem in entry.problems]) == ("rejected", ["sensitive-filled"])
        assert "对接人" in entry.problems[0].message
    assert not carrying(store.folder)
