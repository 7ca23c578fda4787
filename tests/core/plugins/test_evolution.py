"""An older and a newer version of one plugin read each other's ledgers: fully, or every loss by its name."""

from importlib.metadata import Distribution
from textwrap import dedent

import pytest
from shuangyong import Ledger, Unit
from shuangyong.catalog import load
from shuangyong.examination import examine
from shuangyong.workbook.writing import ledger_bytes

OLD = """
    @record("军运")
    class Transport(Support):
        "Loading and unloading for the troops."

        ships: int | None = measure("船数", unit="艘次")
        crew: int | None = measure("船员", unit="人")
        mode: str | None = choice("方式", ("海运", "河运"))

    @record("码头")
    class Berth(Support):
        "Berths kept for the troops."

        berths: int | None = measure("泊位", unit="个")

    @record("旧工作")
    class Former(Support):
        "What is no longer asked."

        times: int | None = measure("趟数", unit="趟")

    KINDS = (Transport, Berth, Former)
"""
#: Renamed: a kind and a field. New: a field, a choice and a kind. Gone: a field, a choice and a kind.
NEW = """
    @record("军运保障", aliases=("军运",))
    class Transport(Support):
        "Loading and unloading for the troops."

        ships: int | None = measure("保障船次", unit="艘次", aliases=("船数",))
        mode: str | None = choice("方式", ("海运", "空运"))

    @record("码头")
    class Berth(Support):
        "Berths kept for the troops."

        berths: int | None = measure("泊位", unit="个")
        length: int | None = measure("岸线", unit="米", since="2.0")

    @record("护航", since="2.0")
    class Escort(Support):
        "Escorts."

        miles: int | None = measure("航程", unit="海里")

    KINDS = (Transport, Berth, Escort)
"""
HOOKS = """
    @hookimpl
    def sectors():
        yield Sector(id="port", label="港口", units="港口", self_name="我港")

    @hookimpl
    def record_kinds():
        return KINDS
"""
UNIT = Unit(name="某某港务局", sector="港口", year=2026)


@pytest.fixture
def version(tmp_path, monkeypatch):
    """Return the catalog of the core and of the port's plugin in a version."""
    monkeypatch.syspath_prepend(tmp_path)

    def of(number, source):
        module = f"plugin_port_{number.replace('.', '_')}"
        head = "from shuangyong import *\n"
        (tmp_path / f"{module}.py").write_text(head + dedent(source) + dedent(HOOKS), encoding="utf-8")
        info = tmp_path / number / f"shuangyong_port-{number}.dist-info"
        info.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: shuangyong-port\nVersion: {number}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[shuangyong]\nport = {module}\n", encoding="utf-8")
        core = [one for one in Distribution.from_name("shuangyong").entry_points if one.group == "shuangyong"]
        port = [one for found in Distribution.discover(path=[str(tmp_path / number)]) for one in found.entry_points]
        loaded = load([*core, *port])
        assert [one.broken for one in loaded.plugins] == [None, None]
        return loaded

    return of


@pytest.fixture
def old(version):
    return version("1.4", OLD)


@pytest.fixture
def new(version):
    return version("2.0", NEW)


@pytest.fixture
def exchange(tmp_path, filled):
    """Write a blank ledger with one version, fill in rows by sheet, and examine it with the other version."""

    def of(writer, reader, **rows):
        data = ledger_bytes(writer, Ledger(unit=UNIT))
        for sheet, row in rows.items():
            data = filled(data, sheet, {"日期": "8月1日", **row})
        file = tmp_path / "台账.xlsx"
        file.write_bytes(data)
        return examine(file, reader)

    return of


def told(examined):
    """Return what was told but for blank declarations."""
    return [one for one in examined.problems if one.code != "undeclared"]


def test_a_ledger_of_the_older_version_is_read_fully(old, new, exchange):
    examined = exchange(old, new, 军运={"船数（艘次）": 3, "方式": "海运"}, 码头={"泊位（个）": 2})
    transport, berth = examined.ledger.rows
    assert (transport.kind.name, transport.record.ships, transport.record.mode) == ("port.transport", 3, "海运")
    assert (berth.kind.name, berth.record.berths) == ("port.berth", 2)
    assert examined.ok
    assert all(one.severity == "warning" for one in examined.problems)


def test_what_the_newer_version_added_is_named(old, new, exchange):
    examined = exchange(old, new)
    (column,) = told(examined)
    assert (column.code, column.sheet) == ("older-template", "码头")
    assert "岸线（米）（2.0 版新增）" in column.message
    (kind,) = (one for one in examined.problems if "「护航」" in one.message)
    assert (kind.severity, kind.code) == ("warning", "undeclared")
    assert "「护航」是 2.0 版新增的台账，这本台账的目录里还没有它" in kind.message


def test_what_the_newer_version_dropped_is_named_and_not_lost_in_silence(old, new, exchange):
    examined = exchange(
        old, new, 军运={"船数（艘次）": 3, "船员（人）": 40, "方式": "河运"}, 旧工作={"活动名称": "甲", "趟数（趟）": 5}
    )
    errors = {one.code: one for one in told(examined) if one.severity == "error"}
    assert set(errors) == {"unknown-column", "unknown-choice", "unknown-sheet"}
    assert "「船员（人）」" in errors["unknown-column"].message
    assert "「旧工作」" in errors["unknown-sheet"].message
    assert errors["unknown-choice"].value == "河运"
    for problem in errors.values():
        assert problem.fix.startswith("这本台账由旧版本制成（插件 port 1.4（本机 2.0））")
    assert examined.ledger.rows[0].record.ships == 3


def test_a_dropped_column_or_sheet_with_nothing_in_it_is_no_matter(old, new, exchange):
    examined = exchange(old, new, 军运={"船数（艘次）": 3, "活动名称": "军运"})
    assert [one for one in told(examined) if one.severity == "error"] == []


def test_a_ledger_of_the_newer_version_names_each_column_and_sheet_that_the_older_does_not_know(old, new, exchange):
    examined = exchange(
        new,
        old,
        军运保障={"保障船次（艘次）": 3, "方式": "空运"},
        码头={"泊位（个）": 2, "岸线（米）": 90},
        护航={"活动名称": "护航", "航程（海里）": 12},
    )
    problems = told(examined)
    newer, *others = problems
    assert (newer.severity, newer.code) == ("warning", "newer-template")
    assert "插件 port 2.0（本机 1.4）" in newer.message
    lost = {(one.code, one.sheet): one for one in others}
    assert set(lost) == {
        ("unknown-sheet", "军运保障"),
        ("unknown-sheet", "护航"),
        ("unknown-column", "码头"),
    }
    for problem in lost.values():
        assert problem.severity == "error"
        assert problem.fix.startswith("这本台账由更新的版本制成（插件 port 2.0（本机 1.4）），请升级后再检查。")
    assert "「岸线（米）」" in lost["unknown-column", "码头"].message
    assert [row.record.berths for row in examined.ledger.rows] == [2]


def test_a_choice_of_the_newer_version_is_named_as_such(version, exchange):
    newest = version("1.5", OLD.replace('("海运", "河运")', '("海运", "河运", "空运")'))
    (_, problem) = told(exchange(newest, version("1.4", OLD), 军运={"船数（艘次）": 3, "方式": "空运"}))
    assert (problem.code, problem.value) == ("unknown-choice", "空运")
    assert "由更新的版本制成" in problem.fix


@pytest.mark.parametrize(("status", "severity"), [("零报告", "warning"), ("不适用", "warning"), ("有数据", "error")])
def test_a_kind_that_is_not_known_is_an_error_only_where_there_is_something_of_it(old, new, tmp_path, status, severity):
    from shuangyong.model.ledgers import Declaration

    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger_bytes(new, Ledger(unit=UNIT, declarations={"port.escort": Declaration(status)})))
    (problem,) = (one for one in examine(file, old).problems if one.code == "unknown-kind")
    assert (problem.severity, problem.sheet) == (severity, "单位信息")
    assert "「护航」" in problem.message and "请升级后再检查" in problem.fix


def test_each_version_reads_its_own_ledgers_without_a_word(old, new, exchange):
    assert told(exchange(old, old, 军运={"船数（艘次）": 3, "船员（人）": 40})) == []
    assert told(exchange(new, new, 军运保障={"保障船次（艘次）": 3, "方式": "空运"})) == []
