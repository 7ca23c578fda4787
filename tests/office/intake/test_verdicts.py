"""What becomes of a ledger: accepted, unchanged, newer, older, returned; and which revision counts."""

import io
import itertools
import os
import time
import zipfile

import openpyxl
import pytest
from shuangyong.office.intake import untouched
from shuangyong.office.store.opening import open_store


def counted(store):
    """Return what each revision of the one submission is, and which number is current, and which counts."""
    row = store.db.execute("SELECT * FROM submission").fetchone()
    revisions = store.db.execute("SELECT id, number, state FROM revision ORDER BY number").fetchall()
    numbers = {one["id"]: one["number"] for one in revisions}
    return [one["state"] for one in revisions], numbers.get(row["current"]), numbers.get(row["counted"])


def test_a_good_ledger_is_accepted_with_its_original_its_facts_and_its_audit(store, take, put, sent, sound):
    data = sent(code="H1")
    (entry,) = take(put(data)).entries
    assert (entry.verdict, entry.unit, entry.year, entry.revision, entry.problems) == ("accepted", "H1", 2024, 1, ())
    assert store.original(entry.sha256).read_bytes() == data
    row = store.db.execute("SELECT * FROM revision").fetchone()
    assert (row["file"], row["size"], row["received"]) == ("台账.xlsx", len(data), "2024-12-20")
    assert row["modified"] == "2024-11-01T00:00:00Z"
    audit = store.db.execute("SELECT * FROM audit").fetchone()
    assert (audit["actor"], audit["action"], audit["subject"]) == ("收件员", "collect/accepted", "H1-2024")
    assert counted(store) == (["accepted"], 1, 1)
    sound(store.folder)


def test_an_original_cannot_be_written_to(store, take, put, sent):
    (entry,) = take(put(sent(code="H1"))).entries
    assert store.original(entry.sha256).stat().st_mode & 0o777 == 0o444


def test_the_same_bytes_again_are_unchanged_under_any_name_and_leave_no_trace(
    store, take, put, sent, tables, monkeypatch
):
    monkeypatch.setattr(untouched, "_TOO_FRESH", 3600 * 10**9)  # nor the mark of a file that lies there for a while
    data = sent(code="H1")
    take(put(data))
    before = tables(store)
    assert take.verdicts(put(data), put(data, "副本.xlsx")) == ["unchanged", "unchanged"]
    assert tables(store) == before


def test_a_file_saved_again_with_the_same_content_is_unchanged(store, take, put, sent, sound):
    data = sent(code="H1")
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.save(again := io.BytesIO())
    assert again.getvalue() != data
    assert take.verdicts(put(data, "a.xlsx"), put(again.getvalue(), "b.xlsx")) == ["accepted", "unchanged"]
    assert counted(store) == (["accepted"], 1, 1)
    assert len([*store.originals.rglob("*.*")]) == 0
    sound(store.folder)


def test_a_newer_one_supersedes(store, take, put, sent):
    take(put(sent(code="H1")))
    (entry,) = take(put(sent(code="H1", examined=140, saved="2024-11-02T00:00:00Z"))).entries
    assert (entry.verdict, entry.revision) == ("accepted", 2)
    assert counted(store) == (["accepted", "accepted"], 2, 2)


def test_an_older_one_is_kept_and_does_not_count(store, take, put, sent):
    take(put(sent(code="H1", saved="2024-11-02T00:00:00Z")))
    (entry,) = take(put(sent(code="H1", examined=140, saved="2024-11-01T00:00:00Z"))).entries
    assert (entry.verdict, entry.revision) == ("older", 2)
    assert store.original(entry.sha256).exists()
    assert counted(store) == (["accepted", "older"], 1, 1)


def test_a_ledger_with_errors_is_stored_and_returned_and_adds_nothing(store, take, put, sent, sound):
    (entry,) = take(put(sent(code="H1", qualified=999))).entries
    assert entry.verdict == "returned"
    assert any(problem.severity == "error" for problem in entry.problems)
    row = store.db.execute("SELECT * FROM revision").fetchone()
    assert (row["facts"], row["events"], row["because"]) == (b"", b"", None)
    listed = store.db.execute("SELECT code, message, fix, cell FROM problem ORDER BY ordinal").fetchall()
    assert [tuple(one) for one in listed] == [(one.code, one.message, one.fix, one.cell) for one in entry.problems]
    assert counted(store) == (["returned"], 1, None)
    sound(store.folder)


def test_the_last_good_revision_counts_until_a_good_one_follows_a_returned_one(store, take, put, sent):
    take(put(sent(code="H1")))
    take(put(sent(code="H1", qualified=999, saved="2024-11-02T00:00:00Z")))
    assert counted(store) == (["accepted", "returned"], 2, 1)
    assert take.verdicts(put(sent(code="H1", qualified=80, saved="2024-11-03T00:00:00Z"))) == ["accepted"]
    assert counted(store) == (["accepted", "returned", "accepted"], 3, 3)


def test_a_cell_that_could_not_be_read_and_is_blank_now_is_a_change(store, take, put, sent, retyped):
    """Neither states anything: the mended ledger must not pass for the one with the error."""
    data = sent(code="H1")
    wrong = retyped(data, "征兵体检", {"E5": "若干", "F5": None})
    mended = retyped(data, "征兵体检", {"E5": None, "F5": None})
    assert take.verdicts(put(wrong, "a.xlsx"), put(mended, "b.xlsx")) == ["returned", "accepted"]
    assert counted(store) == (["returned", "accepted"], 2, 2)


def test_a_sheet_that_was_missing_and_is_back_is_a_change(store, take, put, own, retyped):
    blank = {f"{column}5": None for column in "ABCDEFG"}
    whole = retyped(own(code="H1", phone=None), "征兵体检", blank)
    info = openpyxl.load_workbook(io.BytesIO(whole))["单位信息"]
    row = next(cell.row for cell in info["A"] if cell.value == "征兵体检")
    whole = retyped(whole, "单位信息", {f"B{row}": "零报告"})
    assert take.verdicts(put(retyped(whole, "征兵体检", None), "a.xlsx")) == ["accepted"]
    assert "hospital.recruit_exam" in store.db.execute("SELECT missing FROM revision").fetchone()[0]
    assert take.verdicts(put(retyped(whole, "征兵体检", {}), "b.xlsx")) == ["accepted"]
    assert (
        "hospital.recruit_exam" not in store.db.execute("SELECT missing FROM revision WHERE number = 2").fetchone()[0]
    )


def revisions(sent):
    """Return four states of one ledger from the oldest to the newest; which are wrong is told by the caller."""
    return [
        {"saved": f"2024-11-0{day}T00:00:00Z", "examined": 120 + day, "staff": 40 + day, "code": "H1"}
        for day in range(1, 5)
    ]


@pytest.mark.parametrize("wrong", [(), (3,), (0,), (2, 3), (1, 3), (0, 1, 2, 3)])
def test_in_which_order_files_come_does_not_matter(tmp_path, sent, wrong, sound, outcome, taking):
    made = [
        sent(**values, **({"qualified": 999} if number in wrong else {}))
        for number, values in enumerate(revisions(sent))
    ]
    good = [number for number in range(4) if number not in wrong]
    for turn, order in enumerate([*itertools.permutations(range(4))][::5]):
        folder = tmp_path / str(turn) / "收到"
        folder.mkdir(parents=True)
        for place, number in enumerate(order):
            (folder / f"{place}.xlsx").write_bytes(made[number])
        with open_store(tmp_path / str(turn) / "库", create=True) as store:
            taking(store)(folder)
            ((current, counts),) = outcome(store)["submissions"].values()
            sha256 = [store.db.execute("SELECT sha256 FROM revision WHERE modified = ?", (one["saved"],)).fetchone()[0]
                      for one in revisions(sent)]  # fmt: skip
            assert current == sha256[3], order
            assert counts == (sha256[good[-1]] if good else None), order
        sound(tmp_path / str(turn) / "库")


def test_an_old_draft_does_not_stand_in_for_what_the_office_returned(store, take, put, sent):
    take(put(sent(code="H1", saved="2024-11-02T00:00:00Z")))
    with store.transaction() as db:
        db.execute("UPDATE revision SET state = 'returned', because = '漏了八一慰问'")
        db.execute("UPDATE submission SET counted = NULL")
    assert take.verdicts(put(sent(code="H1", examined=140, saved="2024-11-01T00:00:00Z"))) == ["older"]
    assert counted(store) == (["returned", "older"], 1, None)
    assert take.verdicts(put(sent(code="H1", examined=141, saved="2024-11-03T00:00:00Z"))) == ["accepted"]
    assert counted(store) == (["returned", "older", "accepted"], 3, 3)


@pytest.mark.parametrize("clock", ["2999-01-05T00:00:00Z", "9999-12-31T23:59:59Z", "以后再说", "zzzz"])
def test_a_clock_that_runs_ahead_does_not_make_all_that_follows_old(store, take, put, sent, clock):
    take(put(sent(code="H1", saved=clock), "a.xlsx"))
    path = put(sent(code="H1", examined=140, saved=""), "b.xlsx")
    later = time.time() + 5
    os.utime(path, (later, later))
    assert take.verdicts(path) == ["accepted"]
    assert counted(store) == (["accepted", "accepted"], 2, 2)


def test_a_file_that_does_not_say_when_it_was_saved_is_dated_by_the_file_system_and_by_the_archive(
    store, take, put, sent
):
    first, second, third = (sent(code="H1", saved="", examined=130 + number) for number in range(3))
    path = put(first, "a.xlsx")
    os.utime(path, (1_731_000_000, 1_731_000_000))
    earlier = put(second, "b.xlsx")
    os.utime(earlier, (1_730_000_000, 1_730_000_000))
    assert take.verdicts(path, earlier) == ["accepted", "older"]
    archive = put(b"", "c.zip")
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr(zipfile.ZipInfo("c.xlsx", (2024, 12, 1, 8, 0, 0)), third)
    assert take.verdicts(archive) == ["accepted"]
    assert counted(store)[1:] == (3, 3)
