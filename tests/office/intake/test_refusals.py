"""Why a file is not taken: each reason named, with what to do, and nothing of it stored."""

import datetime
import io
import os
import zipfile

import pytest
from shuangyong.catalog import discover, load
from shuangyong.model.privacy import find_private

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def refused(store, take, put, kept_files):
    """Take a file that must be refused and return its one problem, which says what to do; nothing of it stays."""

    def refuse(data, name="台账.xlsx", **options):
        before = store.db.execute("SELECT COUNT(*) FROM submission").fetchone()[0]
        path = data if hasattr(data, "exists") else put(data, name)
        (entry,) = take(path, **options).entries
        assert (entry.verdict, entry.revision) == ("rejected", None)
        (problem,) = entry.problems
        assert problem.severity == "error" and problem.message.endswith("。") and problem.fix.endswith("。")
        assert not find_private(problem.message + problem.fix)
        assert entry.sha256 not in kept_files(store.folder)
        assert store.db.execute("SELECT COUNT(*) FROM submission").fetchone()[0] == before
        audit = store.db.execute("SELECT action, detail FROM audit ORDER BY id DESC").fetchone()
        assert audit["action"] == "collect/rejected" and problem.code in audit["detail"]
        return problem

    return refuse


def test_without_a_code_and_without_a_roster_nobody_knows_whose_it_is(refused, sent):
    problem = refused(sent(code=None))
    assert problem.code == "no-unit-code"
    assert "单位代码" in problem.message and "shuangyong roster" in problem.fix


def test_without_a_code_the_one_unit_of_that_name_is_meant(take, put, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="沧口湾医院")
    (entry,) = take(put(sent(code=None, name="沧口湾医院"))).entries
    assert (entry.verdict, entry.unit) == ("accepted", "H1")


def test_without_a_code_the_region_tells_units_of_one_name_apart(take, put, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="人民医院", region="370213")
    rostered(("H2", "2020-01-01", None), name="人民医院", region="370211")
    (entry,) = take(put(sent(code=None, name="人民医院", region="370211"))).entries
    assert (entry.verdict, entry.unit) == ("accepted", "H2")


def test_a_name_that_two_units_bear_is_not_guessed(refused, sent, rostered):
    for code in ("H1", "H2"):
        rostered((code, "2020-01-01", None), name="人民医院")
    problem = refused(sent(code=None, name="人民医院"))
    assert problem.code == "ambiguous-unit" and "2 个" in problem.message and "单位代码" in problem.fix


def test_a_name_that_is_not_on_the_roster_is_answered_with_the_nearest(refused, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="沧口湾医院")
    problem = refused(sent(code=None, name="沧口弯医院"))
    assert problem.code == "unknown-unit" and "沧口湾医院" in problem.message


def test_a_code_of_another_unit_on_the_roster_is_refused(refused, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="甲医院")
    problem = refused(sent(code="H1", name="乙医院"))
    assert problem.code == "code-of-another" and "甲医院" in problem.message and "乙医院" in problem.message


@pytest.mark.parametrize("code", ["H1", None])
def test_other_brackets_make_no_other_name(take, put, sent, rostered, code):
    rostered(("H1", "2020-01-01", None), name="海晏医院（东院）")
    (entry,) = take(put(sent(code=code, name="海晏医院(东院)"))).entries
    assert (entry.verdict, entry.unit) == ("accepted", "H1")


def test_a_code_that_another_unit_has_sent_before_is_refused(take, put, refused, sent):
    take(put(sent(code="H1", name="甲医院")))
    problem = refused(sent(code="H1", name="乙医院"))
    assert problem.code == "code-of-another" and problem.value == "H1"


def test_a_name_that_the_roster_gives_another_code_is_refused(refused, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="甲医院")
    problem = refused(sent(code="H9", name="甲医院"))
    assert problem.code == "wrong-code" and "H1" in problem.message and "H9" in problem.message


def test_another_sector_than_the_rosters_is_refused(refused, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="甲单位", sector="school")
    problem = refused(sent(code="H1", name="甲单位"))
    assert problem.code == "wrong-sector" and "school" in problem.message


@pytest.mark.parametrize(("start", "until"), [("2020-01-01", "2023-12-31"), ("2025-01-01", None)])
def test_a_year_in_which_the_roster_does_not_know_the_unit_is_refused(refused, sent, rostered, start, until):
    rostered(("H1", start, until), name="甲医院")
    problem = refused(sent(code="H1", name="甲医院"))
    assert problem.code == "year-off-roster" and start in problem.message


def test_a_year_that_has_not_begun_is_refused(refused, sent):
    problem = refused(sent(code="H1"), received=datetime.date(2023, 12, 31))
    assert problem.code == "future-year" and problem.value == "2024"


def test_after_the_lock_nothing_is_taken_but_with_leave(store, take, put, refused, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="甲医院", lock="2025-01-31", year=2024)
    first, second, third = (sent(code="H1", name="甲医院", examined=130 + number) for number in range(3))
    assert take.verdicts(put(first), received=datetime.date(2025, 1, 31)) == ["accepted"]
    problem = refused(second, received=datetime.date(2025, 2, 1))
    assert problem.code == "locked" and "2025-01-31" in problem.message and "unlock" in problem.fix
    with store.transaction() as db:
        values = ("H1", 2024, "2025-02-10", "主任", "补报", "2025-02-01T09:00:00+08:00")
        db.execute("INSERT INTO unlocking (unit, year, until, actor, because, at) VALUES (?, ?, ?, ?, ?, ?)", values)
    assert take.verdicts(put(second), received=datetime.date(2025, 2, 10)) == ["accepted"]
    assert refused(third, received=datetime.date(2025, 2, 11)).code == "locked"


def test_what_is_locked_and_was_taken_before_is_still_unchanged(take, put, sent, rostered):
    rostered(("H1", "2020-01-01", None), name="甲医院", lock="2025-01-31", year=2024)
    data = sent(code="H1", name="甲医院")
    take(put(data))
    assert take.verdicts(put(data), received=datetime.date(2025, 6, 1)) == ["unchanged"]


def test_a_ledger_of_a_plugin_that_is_missing_is_kept_and_taken_once_it_is_there(store, take, put, sent, kept_files):
    data = sent(sector="school", code="S1")
    hospital = load(entry for entry in discover() if entry.name in ("core", "hospital"))
    for _ in range(2):
        (entry,) = take(put(data), catalog=hospital).entries
        assert (entry.verdict, [problem.code for problem in entry.problems]) == ("rejected", ["no-plugin"])
        assert "学校" in entry.problems[0].message and "插件" in entry.problems[0].fix
        assert kept_files(store.folder) == {entry.sha256: data}
        assert store.db.execute("SELECT COUNT(*) FROM kept").fetchone()[0] == 1
    assert take.verdicts(put(data)) == ["accepted"]
    assert store.db.execute("SELECT COUNT(*) FROM kept").fetchone()[0] == 0
    assert kept_files(store.folder) == {entry.sha256: data}


def test_a_unit_s_own_ledger_of_a_missing_plugin_is_not_kept_for_it_may_hold_private_things(refused, own):
    hospital = load(entry for entry in discover() if entry.name in ("core", "hospital"))
    problem = refused(own(sector="school", code="S1"), catalog=hospital)
    assert problem.code == "unknown-sector"


def _encrypted():
    return CFB + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0")


def _no_ledger():
    import openpyxl

    openpyxl.Workbook().save(target := io.BytesIO())
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.xlsx", b"", "empty-file"),
        ("坏.xlsx", b"PK\x03\x04 and no more", "damaged-file"),
        ("加密.xlsx", _encrypted(), "encrypted"),
        ("别的.xlsx", _no_ledger(), "not-a-ledger"),
        ("文字.xlsx", b"hello", "not-a-workbook"),
        ("网页.xls", b"<html><table></table></html>", "not-a-workbook"),
    ],
)
def test_what_is_no_readable_ledger_is_refused_in_words(refused, name, data, code):
    assert refused(data, name).code == code


def test_a_file_that_was_cut_off_is_refused(refused, sent):
    data = sent(code="H1")
    assert refused(data[: len(data) * 2 // 3]).code == "damaged-file"


def test_a_file_larger_than_any_ledger_is_not_read_whole(refused, put):
    path = put(b"")
    with path.open("wb") as file:
        file.truncate(33 << 20)
    assert refused(path).code == "too-large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_regular_file_is_not_waited_for(refused, put):
    path = put(b"").with_name("管道.xlsx")
    os.mkfifo(path)
    assert refused(path).code == "unopenable"


def test_a_link_to_nothing_and_a_link_to_itself_are_refused(take, put):
    folder = put(b"").parent
    (folder / "台账.xlsx").unlink()
    (folder / "没了.xlsx").symlink_to(folder / "没有.xlsx")
    (folder / "自己.xlsx").symlink_to(folder / "自己.xlsx")
    found = take(folder).entries
    assert [entry.problems[0].code for entry in found] == ["unopenable", "unopenable"]
    assert "已经不在" in found[0].problems[0].message and "链接" in found[1].problems[0].message


def test_a_bug_of_ours_costs_the_file_that_meets_it_and_is_told_by_its_place_and_kind(take, put, sent, monkeypatch):
    from shuangyong.office.intake import examining

    true, held = examining.take, "13905320001"

    def failing(data, name, catalog):
        if name == "b.xlsx":
            raise KeyError(held)
        return true(data, name, catalog)

    monkeypatch.setattr(examining, "take", failing)
    files = [put(sent(code=f"H{name}"), f"{name}.xlsx") for name in "abc"]
    collection = take(*files)
    assert [entry.verdict for entry in collection.entries] == ["accepted", "rejected", "accepted"]
    assert [problem.code for problem in collection.entries[1].problems] == ["program-fault"]
    (fault,) = collection.faults
    assert "b.xlsx" in fault and "in failing" in fault and fault.endswith("KeyError\n")
    assert held not in fault


def test_a_damaged_package_costs_only_itself(take, put, sent):
    target = put(b"", "汇总.zip")
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("manifest.json", "no json")
        for name in ("units.json", "facts.tsv", "events.tsv", "decisions.json"):
            archive.writestr(name, "")
    assert take.verdicts(put(sent(code="H1"), "a.xlsx"), target, put(sent(code="H2"), "b.xlsx")) == [
        "accepted", "rejected", "accepted",
    ]  # fmt: skip
