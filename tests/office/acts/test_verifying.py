"""Verifying: one changed bit of an original, a changed row of the audit, anything lost is found and named."""

import datetime
import json
import random
import shutil
import sqlite3
import zlib

import pytest
from shuangyong.catalog import installed
from shuangyong.office.acts.auditing import audit, broken
from shuangyong.office.acts.verifying import verify
from shuangyong.office.store.opening import open_store
from shuangyong.workbook.samples import sample_ledger

PLACES = 200


@pytest.fixture
def used(store, rostered, filed):
    """A store with some of everything."""
    rostered(("H1", "2020-01-01", None))
    catalog = installed()
    filed("H1", 2025, ledger=sample_ledger(catalog, "hospital", 2025))
    filed("H1", 2026, ledger=sample_ledger(catalog, "hospital", 2026))
    filed("H1", 2026, state="returned")
    filed("H2", 2026, state="older")
    return store


def codes(store):
    return [problem.code for problem in verify(store).problems]


def tamper(store, *statements):
    """Change the database as somebody would who knows SQLite, and not as this program does."""
    db = sqlite3.connect(store.folder / "store.sqlite3")
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    db.execute("PRAGMA foreign_keys = OFF")
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(*statement) if isinstance(statement, tuple) else db.execute(statement)
    for _, sql in triggers:
        db.execute(sql)
    db.commit()
    db.close()


def test_a_sound_store_is_sound(used):
    found = verify(used)
    assert found.ok and not found.problems
    assert (found.originals, found.revisions, found.audits) == (4, 4, 4)


def test_a_flipped_bit_anywhere_in_the_originals_is_found_and_the_file_named(store, filed):
    for number in range(5):
        filed(f"H{number}", data=random.Random(number).randbytes(5000 + number))
    files = sorted(path for path in store.originals.rglob("*") if path.is_file())
    chance = random.Random(2026)
    for _ in range(PLACES):
        path = chance.choice(files)
        data = bytearray(path.read_bytes())
        place, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        data[place] ^= bit
        path.write_bytes(data)
        (problem,) = verify(store).problems
        assert (problem.code, problem.value) == ("damaged-original", path.name)
        assert f"originals/{path.name[:2]}/{path.name}" in problem.message
        data[place] ^= bit
        path.write_bytes(data)
    assert verify(store).ok


def test_a_lost_original_is_named_with_its_unit_year_and_revision(used):
    path = next(path for path in used.originals.rglob("*") if path.is_file() and path.read_bytes() == b"H1 2026 2")
    path.unlink()
    (problem,) = verify(used).problems
    assert problem.code == "missing-original"
    assert "H1 2026 年第 2 版" in problem.message and "H1.xlsx" in problem.message


def test_packages_and_kept_ledgers_have_originals_and_what_a_package_brought_has_none(used, filed):
    revision = filed("H9")
    with used.transaction() as db:
        db.execute("INSERT INTO package VALUES (1, '某县双拥办', '370281', 2026, 'aa1', '汇总.zip', 't', 't', 1, '{}')")
        db.execute("INSERT INTO kept VALUES ('bb2', '港口.xlsx', 'port', '2026-12-01')")
        sha256 = db.execute("SELECT sha256 FROM revision WHERE id = ?", (revision,)).fetchone()[0]
        db.execute("UPDATE revision SET package = 1 WHERE id = ?", (revision,))
    used.original(sha256).unlink()
    told = {problem.value: problem.message for problem in verify(used).problems}
    assert {*told} == {"aa1", "bb2"}
    assert "某县双拥办 2026 年的汇总件" in told["aa1"] and "港口.xlsx" in told["bb2"]


def test_leftovers_are_told_and_are_no_damage(used):
    (used.originals / "ab").mkdir(exist_ok=True)
    (used.originals / "ab" / ".1234.tmp").write_bytes(b"half")
    found = verify(used)
    assert found.ok
    assert [(problem.severity, problem.code) for problem in found.problems] == [("warning", "orphan")]


@pytest.mark.parametrize("column", ["at", "actor", "action", "subject", "detail", "seal"])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_any_change_of_any_audit_row_is_found(used, number, column):
    tamper(used, f"UPDATE audit SET {column} = {column} || '!' WHERE id = {number}")
    # A changed seal also parts the row after it from its own.
    assert broken(used) == ((number,) if column != "seal" or number == 4 else (number, number + 1))
    assert set(codes(used)) == {"changed-audit"}


def test_a_removed_audit_row_parts_the_chain(used):
    tamper(used, "DELETE FROM audit WHERE id = 2")
    assert broken(used) == (3,)


def test_a_row_that_was_sealed_anew_parts_the_chain_behind_it(used):
    from shuangyong.office.store.opening import seal

    rows = [tuple(row) for row in used.db.execute("SELECT * FROM audit ORDER BY id")]
    forged = (rows[1][1], "别人", *rows[1][3:6])
    tamper(used, ("UPDATE audit SET actor = ?, seal = ? WHERE id = 2", ("别人", seal(rows[0][6], forged))))
    assert broken(used) == (3,)


def test_an_audit_that_is_not_guarded_any_more_is_told(used):
    used.db.execute("DROP TRIGGER audit_keeps")
    assert codes(used) == ["changed-schema"]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE revision SET facts = CAST(x'00' || facts AS BLOB) WHERE id = 1", "damaged-facts"),
        ("UPDATE revision SET facts = x'' WHERE id = 1", "damaged-facts"),
        (("UPDATE revision SET events = ? WHERE id = 1", (zlib.compress(b"a\tb\n"),)), "damaged-facts"),
        ("UPDATE revision SET submission = 99 WHERE id = 4", "broken-reference"),
        ("UPDATE submission SET counted = 3 WHERE id = 2", "wrong-counted"),
    ],
)
def test_a_database_that_contradicts_itself_is_told(used, statement, code):
    tamper(used, statement)
    assert code in codes(used)


def test_a_damaged_page_is_told_in_words(used, run):
    folder = used.folder
    used.close()
    path = folder / "store.sqlite3"
    data = bytearray(path.read_bytes())
    for start in range(4096 * 4, len(data), 4096):
        data[start : start + 64] = bytes(64)
    path.write_bytes(data)
    code, out, err = run("verify", folder)
    assert code == 1 and "备份" in out + err and "Traceback" not in err


def test_the_audit_is_read_by_subject_action_and_day(used):
    with used.transaction():
        used.audit("王", "return", "H1-2026", {"because": "缺照片"})
    assert [row.id for row in audit(used, subject="H2")] == [4]
    assert [row.subject for row in audit(used, action="return")] == ["H1-2026"]
    assert [row.id for row in audit(used, subject="H1", action="collect")] == [1, 2, 3]
    assert all(row.sound for row in audit(used))
    assert not audit(used, since=datetime.date(2999, 1, 1))


def test_the_commands(used, run):
    code, out, _ = run("verify", used.folder)
    assert code == 0 and "核对了 4 个原件、4 版台账、4 条日志：没有损坏" in out
    code, out, _ = run("audit", used.folder, "--subject", "H1-2025", "--format", "json")
    assert code == 0 and [row["action"] for row in json.loads(out)["rows"]] == ["collect"]
    run("backup", used.folder, used.folder.parent / "备份")
    assert "日志，最近的在前（1）" in run("audit", used.folder, "--action", "备份")[1]
    tamper(used, "UPDATE audit SET actor = '别人' WHERE id = 2")
    code, out, _ = run("audit", used.folder)
    assert code == 1 and "第 2 条被改动过" in out
    shutil.rmtree(used.originals)
    code, out, _ = run("verify", used.folder, "--format", "json")
    told = json.loads(out)
    assert code == 1 and not told["ok"]
    assert {problem["code"] for problem in told["problems"]} == {"changed-audit", "missing-original"}
    assert run("verify", used.folder / "nowhere")[0] == 2
    with open_store(used.folder) as other:
        assert not verify(other).ok


def spoil(data, mask):
    """Return a text of which forty bytes are others, as a failing disk leaves it."""
    return bytes(byte ^ mask if 10 <= place < 50 else byte for place, byte in enumerate(data))


@pytest.mark.parametrize("mask", [0x20, 0xFF], ids=["no JSON", "no UTF-8"])
@pytest.mark.parametrize("column", ["declarations", "missing"])
def test_what_a_unit_declares_is_looked_at_too_and_status_says_what_is_damaged(used, run, column, mask):
    text = used.db.execute(f"SELECT {column} FROM revision WHERE id = 1").fetchone()[0]
    data = spoil(text.encode().ljust(60), mask)
    tamper(used, (f"UPDATE revision SET {column} = CAST(? AS TEXT) WHERE id = 1", (data,)))
    (problem,) = verify(used).problems
    assert problem.code == "damaged-declarations" and "H1 2025 年第 1 版" in problem.message
    for command in (["status", used.folder, "--period", "2025"], ["forward", used.folder, "-o", "x.zip", *OFFICE]):
        code, out, err = run(*command)
        assert code == 1 and "H1（H1）2025 年第 1 版" in out + err and "shuangyong verify" in out + err


OFFICE = ("--office", "海晏区双拥办", "--region", "370213", "--year", "2025")


@pytest.mark.parametrize("table", ["revision", "audit", "roster"])
def test_a_text_that_is_none_any_more_is_told_of_its_table(used, run, table):
    column = "actor" if table == "audit" else "name"
    tamper(used, f"UPDATE {table} SET {column} = CAST(x'e4ff' AS TEXT)")
    assert f" {table} 表有 " in " ".join(problem.message for problem in verify(used).problems)
    if table != "audit":
        code, out, err = run("status", used.folder, "--period", "2026")
        assert code == 1 and "shuangyong verify" in out + err
