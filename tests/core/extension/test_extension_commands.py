"""An extension on the command line: named, lying beside the ledger, or carried by it."""

import json

import pytest
from shuangyong.cli import main
from shuangyong.workbook.carried import carried_extension

ENTRY = '[[column]]\nkind = "core.visit"\nid = "road"\nlabel = "道路"\ntype = "text"\n'
ROAD = f'name = "某区"\n{ENTRY}'
PARTLY = ROAD + ENTRY.replace("core.visit", "port.transport")
WRONG = ROAD.replace("road", "Road") + ENTRY.replace('"text"', '"words"')


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def runner(*args):
        with pytest.raises(SystemExit) as stopped:
            main([str(arg) for arg in args])
        printed = capsys.readouterr()
        return stopped.value.code, printed.out, printed.err

    return runner


NEW = ("new", "台账.xlsx", "--sector", "hospital", "--unit", "某某医院", "--year", 2026)


def test_a_ledger_made_with_it_needs_no_file_any_more(run, write, toml, row, filled, tmp_path):
    write(toml)
    code, _, err = run(*NEW, "--extension", "扩展.toml")
    assert (code, "用了本地扩展“某某区2026年扩展”（扩展.toml）" in err) == (0, True)
    (tmp_path / "扩展.toml").unlink()
    file = tmp_path / "台账.xlsx"
    file.write_bytes(filled(file.read_bytes(), "走访慰问", row))
    code, _, err = run("check", "台账.xlsx")
    assert (code, "用了本地扩展“某某区2026年扩展”（台账自带）" in err) == (0, True)
    assert "| 走访慰问 | 困难户数 | 户 | 12 |" in run("report", "台账.xlsx", "-o", "-", "--kind", "table")[1]
    assert run("submit", "台账.xlsx", "-o", "上报.xlsx")[0] == 0
    assert run("check", "上报.xlsx")[0] == 0


def test_the_file_beside_the_ledger_is_used_without_being_named(run, write, toml, tmp_path):
    write(toml, "本地扩展.toml")
    assert "（本地扩展.toml）" in run(*NEW)[2]
    assert carried_extension(tmp_path / "台账.xlsx").name == "某某区2026年扩展"


def test_a_broken_file_stops_every_command_with_all_that_is_wrong(run, write, tmp_path):
    write(WRONG, "本地扩展.toml")
    code, _, err = run(*NEW)
    assert (code, (tmp_path / "台账.xlsx").exists()) == (1, False)
    assert "本地扩展.toml：2 处错误" in err


def test_what_is_left_out_is_said(run, write):
    write(PARTLY)
    assert (
        "扩展.toml 里有 1 项属于没有安装的插件，没有用上：第 7 行的 [[column]]（port.transport）。"
        in run(*NEW, "--extension", "扩展.toml")[2]
    )


def test_last_years_columns_are_read_beside_this_years(run, write, toml, row, filled, tmp_path):
    write(toml)
    run("new", "去年.xlsx", *NEW[2:-1], 2025, "--extension", "扩展.toml")
    last = tmp_path / "去年.xlsx"
    last.write_bytes(filled(last.read_bytes(), "走访慰问", row | {"日期": "2025-08-01"}))
    write(ROAD)
    run(*NEW, "--extension", "扩展.toml")
    code, out, err = run("report", "台账.xlsx", "-o", "-", "--kind", "table", "--last", "去年.xlsx")
    assert code == 0, err
    assert "| 走访慰问 | 困难户数 | 户 | — | 12 |" in out


def test_plugins_tells_what_it_adds(run, write, toml):
    write(toml)
    out = run("plugins", "--extension", "扩展.toml")[1]
    assert "本地扩展：某某区2026年扩展" in out
    assert "列：走访慰问·困难户数（户）" in out
    assert "选项：走访慰问·节点：拥军月" in out
    told = json.loads(run("plugins", "--extension", "扩展.toml", "--format", "json")[1])
    visit = next(kind for kind in told["plugins"][0]["kinds"] if kind["kind"] == "core.visit")
    assert {"street", "poor_homes", "contact"} <= {field["id"] for field in visit["fields"]}
    assert told["extension"]["name"] == "某某区2026年扩展"
    assert json.loads(run("plugins", "--format", "json")[1])["extension"] is None
