"""The command: what it prints, its JSON, its exit codes; trying first, a day received, what goes back to the units."""

import json
import os

import openpyxl
import pytest
from shuangyong.cli import main, stores
from shuangyong.office.acts.returning import return_submission
from shuangyong.office.store.opening import open_store

VERDICTS = ("accepted", "returned", "rejected", "unchanged", "older")


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Run ``collect 库 收到`` with options and return the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def command(*options, paths=("收到",)):
        with pytest.raises(SystemExit) as stopped:
            main(["collect", "库", *paths, *options])
        printed = capfdbinary.readouterr()
        return stopped.value.code, printed.out.decode(), printed.err.decode()

    return command


@pytest.fixture
def mixed(put, sent, own):
    """A folder with one file of each fate, once the first of them was taken before."""
    put(sent(code="H1", saved="2024-11-02T00:00:00Z"), "1-再次.xlsx")
    put(sent(code="H1", examined=150, saved="2024-10-01T00:00:00Z"), "2-旧稿.xlsx")
    put(sent(code="H2", qualified=999), "3-有错.xlsx")
    put(sent(code=None), "4-无代码.xlsx")
    put(sent(code="H3"), "5-好.xlsx")
    put(b"", "6-说明.txt")
    return put(sent(code="H1", saved="2024-11-02T00:00:00Z"), "先来.xlsx").rename("收到/../先来.xlsx")


def test_each_fate_is_listed_under_its_key_with_everything_that_a_program_needs(run, mixed, tmp_path):
    assert run("--received", "2024-12-20", paths=["先来.xlsx"])[0] == 0
    code, out, err = run("--format", "json", "--received", "2024-12-20")
    assert (code, err) == (1, "")
    found = json.loads(out)
    assert list(found) == [*VERDICTS, "skipped"]
    assert {key: [os.path.split(one["file"])[1][0] for one in found[key]] for key in VERDICTS} == {
        "accepted": ["5"], "returned": ["3"], "rejected": ["4"], "unchanged": ["1"], "older": ["2"],
    }  # fmt: skip
    assert found["skipped"] == ["收到/6-说明.txt"]
    for key in VERDICTS:
        for one in found[key]:
            assert list(one) == ["file", "unit", "name", "year", "revision", "sha256", "problems"]
            assert one["year"] == 2024 and len(one["sha256"]) == 64
    (returned,) = found["returned"]
    assert (returned["unit"], returned["revision"]) == ("H2", 1)
    problem = next(one for one in returned["problems"] if one["severity"] == "error")
    assert list(problem) == ["severity", "code", "message", "fix", "sheet", "cell", "value"]
    (rejected,) = found["rejected"]
    assert (rejected["unit"], rejected["revision"]) == (None, None)
    (older,) = found["older"]
    assert (older["unit"], older["revision"]) == ("H1", 2)


def test_a_person_is_told_what_is_wrong_and_the_counts(run, mixed):
    run("--received", "2024-12-20", paths=["先来.xlsx"])
    code, out, err = run("--received", "2024-12-20")
    assert (code, err) == (1, "")
    assert "退回  收到/3-有错.xlsx" in out and "征兵体检!F5" in out
    assert "没有收  收到/4-无代码.xlsx" in out and "改法：" in out
    assert "不是台账，没有看：收到/6-说明.txt" in out
    assert out.endswith("共 5 个文件：收下 1，退回 1，没有收 1，没有变化 1，旧稿 1。\n")


def test_a_ledger_that_comes_again_as_it_went_back_is_said_not_to_count(run, put, sent, tmp_path):
    for code, figures in (("H1", {}), ("H2", {"qualified": 999}), ("H3", {})):
        put(sent(code=code, **figures), f"{code}.xlsx")
    run("--received", "2024-12-20")
    with open_store(tmp_path / "库") as store:
        return_submission(store, "H1-2024", "与发票不符", "王干事")
    code, out, _ = run("--received", "2024-12-21")
    assert code == 0 and "没有变化 3" in out
    assert "（H1）2024 年的第 1 版还是退回的，没有计入汇总。退回的原因：与发票不符。" in out
    assert "（H2）2024 年的第 1 版还是退回的" in out and "检查有错误" in out and "H3" not in out


def test_all_good_ends_with_zero_and_so_does_doing_it_again(run, put, sent):
    put(sent(code="H1"))
    assert run("--received", "2024-12-20")[0] == 0
    assert run("--received", "2024-12-20")[0] == 0


def test_a_path_that_is_not_there_is_wrong_usage(run):
    code, _, err = run(paths=["没有"])
    assert code == 2 and "没有" in err


def test_a_store_that_is_a_file_is_wrong_usage(run, tmp_path, put, sent):
    put(sent(code="H1"))
    (tmp_path / "库").write_bytes(b"")
    assert run()[0] == 2


def test_trying_makes_no_store_and_says_what_the_true_run_says(run, put, sent, tmp_path):
    put(sent(code="H1"), "a.xlsx")
    put(sent(code="H1", examined=150, saved="2024-10-01T00:00:00Z"), "b.xlsx")
    put(sent(code="H1"), "c.xlsx")
    put(sent(code="H2", qualified=999), "d.xlsx")
    tried = run("--dry-run", "--format", "json", "--received", "2024-12-20")
    assert not (tmp_path / "库").exists()
    assert tried[:2] == run("--format", "json", "--received", "2024-12-20")[:2]
    assert [len(found) for found in json.loads(tried[1]).values()] == [1, 1, 0, 1, 1, 0]


def test_trying_on_a_store_changes_nothing_in_it(run, mixed, tables, kept_files, tmp_path):
    run("--received", "2024-12-20", paths=["先来.xlsx"])
    with open_store(tmp_path / "库") as store:
        before = tables(store), kept_files(store.folder)
        bytes_before = (tmp_path / "库/store.sqlite3").read_bytes()
    _, tried, _ = run("--dry-run", "--received", "2024-12-20")
    assert tried.endswith("（只检查，没有收）共 5 个文件：收下 1，退回 1，没有收 1，没有变化 1，旧稿 1。\n")
    assert (tmp_path / "库/store.sqlite3").read_bytes() == bytes_before
    with open_store(tmp_path / "库") as store:
        assert (tables(store), kept_files(store.folder)) == before
    _, out, _ = run("--received", "2024-12-20")
    assert out == tried.replace("（只检查，没有收）", "")


def test_trying_does_not_keep_another_program_from_writing(store, take, put, sent):
    """The whole of a long rehearsal runs on a copy."""
    put(sent(code="H1"), "a.xlsx")
    folder = put(sent(code="H2"), "b.xlsx").parent
    wrote = []

    def write_meanwhile(entry):
        with open_store(store.folder) as other, other.transaction() as db:
            db.execute("PRAGMA busy_timeout = 100")
            db.execute("INSERT INTO setting VALUES (?, '')", (entry.unit,))
            wrote.append(entry.unit)

    take(folder, dry_run=True, progress=write_meanwhile)
    assert wrote == ["H1", "H2"]


def test_the_day_received_is_noted_and_decides_the_lock(run, put, sent, tmp_path):
    put(sent(code="H1"))
    assert run("--received", "2025-01-10", "--by", "王科长")[0] == 0
    with open_store(tmp_path / "库") as store:
        assert store.db.execute("SELECT received FROM revision").fetchone()[0] == "2025-01-10"
        assert store.db.execute("SELECT actor FROM audit").fetchone()[0] == "王科长"


@pytest.mark.parametrize(("day", "told"), [("2024年12月20日", "不是日期，请写成"), ("2999-01-01", "还没有到")])
def test_a_day_that_is_none_or_has_not_come_is_wrong_usage(run, put, sent, tmp_path, day, told):
    put(sent(code="H1"))
    code, _, err = run("--received", day)
    assert code == 2 and told in err and "format" not in err
    assert not (tmp_path / "库").exists()


def test_a_store_is_not_made_among_ledgers(run, put, sent, tmp_path):
    put(sent(code="H1"))
    (tmp_path / "库").mkdir()
    (tmp_path / "库" / "甲.xlsx").write_bytes(sent(code="H1"))
    code, _, err = run("--received", "2024-12-20")
    assert code == 2 and "多半是参数写反了" in err
    assert [one.name for one in (tmp_path / "库").iterdir()] == ["甲.xlsx"]


@pytest.mark.parametrize("place", ["医院/沧口医院/甲.xlsx", "a/b/c/d/e/f/乙.ZIP"])
def test_a_store_is_not_made_above_ledgers(run, put, sent, tmp_path, place):
    put(sent(code="H1"))
    ledger = tmp_path / "库" / place
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"PK")
    code, _, err = run("--received", "2024-12-20")
    assert code == 2 and f"库/{place}" in err and "多半是参数写反了" in err
    assert [path for path in (tmp_path / "库").rglob("*") if path.is_file()] == [ledger]


def test_not_a_whole_disk_is_walked_for_ledgers(run, put, sent, tmp_path, monkeypatch):
    monkeypatch.setattr(stores, "_LOOKED_AT", 5)
    put(sent(code="H1"))
    for number in range(6):
        (tmp_path / "库" / str(number) / "里").mkdir(parents=True)
        (tmp_path / "库" / str(number) / "里" / "甲.xlsx").write_bytes(b"PK")
    (tmp_path / "库" / "圈").symlink_to(tmp_path / "库")
    assert run("--received", "2024-12-20")[0] == 0


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_store_is_not_taken_for_ledgers(run, put, sent, tmp_path, options):
    put(sent(code="H1"))
    with open_store(tmp_path / "旧库", create=True):
        pass
    code, _, err = run(*options, paths=["收到", "旧库"])
    assert code == 2 and "旧库 是数据库" in err and "参数写反了" in err
    assert not (tmp_path / "库").exists()


def test_a_file_where_the_store_belongs_is_told_in_which_order(run, put, sent, tmp_path):
    put(sent(code="H1"))
    (tmp_path / "库").write_bytes(b"PK")
    code, _, err = run()
    assert code == 2 and "先写库（STORE），再写台账" in err


def test_a_folder_without_ledgers_and_a_new_store_are_told(run, tmp_path):
    (tmp_path / "空").mkdir()
    code, out, err = run(paths=["空"])
    assert code == 0 and "没有找到台账" in out and "新建数据库：库" in err
    assert "新建数据库" not in run(paths=["空"])[2]


def test_returned_ledgers_are_written_back_marked(run, put, sent, tmp_path):
    put(sent(code="H2", name="乙医院", qualified=999))
    code, _, err = run("--returns", "退回", "--received", "2024-12-20")
    assert code == 1 and "退回件" in err
    (marked,) = (tmp_path / "退回").iterdir()
    assert marked.name == "乙医院（H2）-2024-第1版-退改.xlsx"
    book = openpyxl.load_workbook(marked)
    assert book["征兵体检"]["F5"].comment is not None


@pytest.mark.parametrize("name", ["../../外面", "a/b", "甲:乙?", "x" * 300, ".", "CON"])
def test_a_unit_s_name_cannot_lead_its_returned_ledger_elsewhere(run, put, sent, tmp_path, name):
    put(sent(code="H2", name=name, qualified=999))
    code, _, err = run("--returns", "退回", "--received", "2024-12-20")
    assert code == 1, err
    (marked,) = (tmp_path / "退回").rglob("*")
    assert marked.parent == tmp_path / "退回" and marked.name.endswith("（H2）-2024-第1版-退改.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["库", "收到", "退回"]


def test_two_units_of_one_name_get_a_file_each(run, put, sent, tmp_path):
    put(sent(code="H1", name="人民医院", qualified=999), "a.xlsx")
    put(sent(code="H2", name="人民医院", qualified=998), "b.xlsx")
    run("--returns", "退回", "--received", "2024-12-20")
    assert len([*(tmp_path / "退回").iterdir()]) == 2


def test_a_folder_that_cannot_be_made_is_named_after_the_results_were_told(run, put, sent, tmp_path):
    put(sent(code="H2", qualified=999))
    (tmp_path / "文件").write_bytes(b"")
    code, out, err = run("--returns", "文件/退回", "--format", "json", "--received", "2024-12-20")
    assert (code, len(json.loads(out)["returned"])) == (2, 1)
    assert "文件/退回" in err and "Traceback" not in err


def test_a_file_that_was_named_and_is_no_ledger_is_refused(run, put):
    put(b"x", "说明.txt")
    code, out, _ = run(paths=["收到/说明.txt"])
    assert code == 1
    assert "「说明.txt」不是台账" in out and "没有收 1" in out


def test_a_unit_off_the_roster_is_told(run, put, sent, tmp_path):
    put(sent(code="H1"))
    with open_store(tmp_path / "库", create=True) as store, store.transaction() as db:
        row = ("H9", "第九医院", "hospital", "370213", None, "2020-01-01", None)
        db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
    code, out, _ = run("--received", "2024-12-20")
    assert code == 0
    assert "（H1）不在 2024 年的名册里：台账收下，但不计入汇总" in out
