"""A store of an older program: brought to the present form or left as it was, whatever happens meanwhile."""

import shutil
import sqlite3
import sys

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.store import opening
from shuangyong.office.store.opening import APPLICATION, DATABASE, open_store


@pytest.fixture(scope="module")
def old(tmp_path_factory, sent, taking):
    """A store of the first form, with what a year left in it."""
    folder = tmp_path_factory.mktemp("old")
    for number in range(3):
        wrong = {"qualified": 999} if number == 1 else {}
        (folder / f"{number}.xlsx").write_bytes(sent(code=f"H{number}", **wrong))
    with pytest.MonkeyPatch.context() as patch:
        first = opening.migrations()[:1]
        patch.setattr(opening, "migrations", lambda: first)
        with open_store(folder / "库", create=True) as store:
            taking(store)(*folder.glob("*.xlsx"))
            with store.transaction() as db:
                db.execute(
                    "INSERT INTO roster VALUES ('H1', '甲', 'hospital', '370213', NULL, '2020-01-01', NULL, NULL)"
                )
                store.audit("主任", "roster", "名册", {"units": 1})
    return folder / "库"


@pytest.fixture
def copied(old, tmp_path):
    """A copy of the old store, each time anew."""

    def copy():
        shutil.rmtree(tmp_path / "库", ignore_errors=True)
        shutil.copytree(old, tmp_path / "库")
        return tmp_path / "库"

    return copy


def content(folder):
    """Return the form of a store's database and all rows of its tables, without opening it as a store."""
    db = sqlite3.connect(folder / DATABASE)
    try:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
        rows = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        return db.execute("PRAGMA user_version").fetchone()[0], rows
    finally:
        db.close()


def test_an_old_store_is_opened_with_all_that_it_holds(copied, sound):
    store = copied()
    form, rows = content(store)
    assert form == 1 and len(rows["revision"]) == 3
    sound(store)
    new_form, new_rows = content(store)
    assert new_form == len(opening.migrations()) > 1
    assert {name: new_rows[name] for name in rows} == rows


@pytest.mark.slow
@pytest.mark.parametrize("how", ["kill", "error", "full", "errors from then on"])
def test_at_every_write_of_an_upgrade(how, copied, runs, struck, sound, capsys):
    _, rows = content(copied())
    number = 0
    forms = set()
    while True:
        number += 1
        store = copied()

        def work(store=store):
            try:
                open_store(store).close()
            except ProblemsFound as found:
                return 1 if found.problems[0].code in ("disk-full", "io-error") else 2
            return 0

        ended = runs(work, struck(number, how)).end()
        if not ended.code:
            break
        assert ended.killed if how == "kill" else (ended.code, ended.said) == (1, ""), ended
        form, left = content(store)
        forms.add(form)
        assert {name: left[name] for name in rows} == rows
        assert len(left) == len(rows) or form > 1
        sound(store)
        assert content(store)[0] == len(opening.migrations())
    with capsys.disabled():
        sys.stdout.write(f" upgrade: {how} at each of {number - 1} writes;")
    assert number > 8 and 1 in forms


def test_an_older_program_leaves_a_newer_store_alone_and_says_so(tmp_path, put, sent, runs, collecting_of, mended):
    work = collecting_of(tmp_path / "库", put(sent(code="H1")))
    runs(work).end()
    before = (tmp_path / "库" / DATABASE).read_bytes()

    def old_program():
        first = opening.migrations()[:1]
        opening.migrations = lambda: first

    ended = runs(work, old_program).end()
    mended(ended)
    assert "更新版本" in ended.said and "升级" in ended.said
    assert (tmp_path / "库" / DATABASE).read_bytes() == before


def test_a_store_one_form_ahead_is_refused_by_this_program(tmp_path, put, sent, runs, collecting_of, mended):
    work = collecting_of(tmp_path / "库", put(sent(code="H1")))
    runs(work).end()
    db = sqlite3.connect(tmp_path / "库" / DATABASE)
    db.execute(f"PRAGMA user_version = {len(opening.migrations()) + 1}")
    db.close()
    mended(runs(work).end())


def test_many_that_open_an_old_store_at_once_upgrade_it_once(copied, runs, sound):
    for _ in range(10):
        store = copied()
        for run in [runs(lambda store=store: open_store(store).close()) for _ in range(4)]:
            ended = run.end()
            assert ended.code == 0, ended
        sound(store)
