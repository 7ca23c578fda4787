"""Facts derived anew from the originals: what changes is told and noted, what cannot be read stays as it was."""

import zlib

import pytest
from shuangyong.cli import main
from shuangyong.office.store.opening import open_store


@pytest.fixture
def rebuild(store, capsys):
    """Run the command on the store; return exit code and stdout."""

    def run(*args):
        with pytest.raises(SystemExit) as stopped:
            main(["rebuild", str(store.folder), *args])
        return stopped.value.code, capsys.readouterr().out

    return run


@pytest.fixture
def derived_otherwise(store, take, put, sent):
    """A ledger in the store whose facts an older plugin would have derived otherwise; return the right ones."""
    take(put(sent(code="H1", name="甲医院")))
    right = store.db.execute("SELECT facts FROM revision").fetchone()["facts"]
    lines = zlib.decompress(right).decode().splitlines(keepends=True)
    with store.transaction() as db:
        db.execute("UPDATE revision SET facts = ?", (zlib.compress("".join(lines[1:]).encode()),))
    return right


def facts(store):
    return store.db.execute("SELECT facts FROM revision").fetchone()["facts"]


def noted(store):
    return store.db.execute("SELECT COUNT(*) FROM audit WHERE action = 'rebuild'").fetchone()[0]


def test_what_changes_is_told_and_noted(store, derived_otherwise, rebuild):
    code, out = rebuild()
    assert code == 0 and "甲医院（H1）" in out and "由 无 变为" in out
    assert facts(store) == derived_otherwise and noted(store) == 1
    assert rebuild() == (0, "0 个单位有变化。\n") and noted(store) == 1


def test_a_trial_changes_nothing(store, derived_otherwise, rebuild):
    code, out = rebuild("--dry-run")
    assert code == 0 and "甲医院（H1）" in out and "没有改" in out
    assert facts(store) != derived_otherwise and not noted(store)


def test_without_its_original_a_ledger_keeps_its_facts(store, derived_otherwise, rebuild):
    before = facts(store)
    sha256 = store.db.execute("SELECT sha256 FROM revision").fetchone()["sha256"]
    store.original(sha256).unlink()
    code, out = rebuild()
    assert code == 1 and "仍用原来的数据" in out and "不见了" in out and "空" not in out
    assert "0 个单位有变化，1 个单位的原件用不了" in out
    assert facts(store) == before != derived_otherwise and not noted(store)


def test_an_original_that_was_changed_is_refused_by_name_and_the_others_are_rebuilt(
    store, derived_otherwise, take, put, sent, rebuild
):
    """A workbook that somebody opened and saved in its place is not what was received."""
    take(put(sent(code="H2", name="乙医院")))
    row = store.db.execute("SELECT sha256, facts FROM revision WHERE name = '乙医院'").fetchone()
    path = store.original(row["sha256"])
    path.write_bytes(store.original(_of(store, "甲医院")["sha256"]).read_bytes())
    code, out = rebuild()
    assert code == 1 and "乙医院（H2）" in out and "已损坏或被换过" in out and "shuangyong verify" in out
    assert _of(store, "乙医院")["facts"] == row["facts"]
    assert _of(store, "甲医院")["facts"] == derived_otherwise
    assert "1 个单位有变化，1 个单位的原件用不了" in out


def _of(store, name):
    return store.db.execute("SELECT sha256, facts FROM revision WHERE name = ?", (name,)).fetchone()


@pytest.mark.parametrize("command", [["rebuild"], ["forward", "-o", "x.zip"]])
def test_a_store_that_is_not_there_is_wrong_usage(tmp_path, command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([command[0], str(tmp_path / "无"), *command[1:]])
    assert stopped.value.code == 2 and "不存在" in capsys.readouterr().err


def test_facts_of_another_form_are_refused_with_the_command_that_mends_them(store, derived_otherwise, rebuild, capsys):
    with store.transaction() as db:
        db.execute("UPDATE revision SET format = 0")
    with pytest.raises(SystemExit) as stopped:
        main(["explain", str(store.folder), "core.support.count"])
    assert stopped.value.code == 1 and "shuangyong rebuild" in capsys.readouterr().err
    assert rebuild()[0] == 0
    with open_store(store.folder) as again:
        assert again.db.execute("SELECT format FROM revision").fetchone()["format"] > 0
