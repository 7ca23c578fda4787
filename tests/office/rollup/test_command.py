"""The command ``rollup``, as people type it."""

import json
import zipfile

import pytest
from click.testing import CliRunner
from shuangyong.cli import main
from shuangyong.cli.rollup import command

ID_NUMBER = "370213199003077714"


def typed(*words):
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)


def published(store):
    return store.db.execute("SELECT COUNT(*) FROM publication").fetchone()[0]


def test_json_goes_to_the_screen_and_the_rest_to_stderr(filled):
    store = filled(2026, 2025)
    ran = typed(store.folder, "-o", "-", "--by", "sector", "--measure", "征兵体检·体检人数")
    assert ran.return_value == 0
    data = json.loads(ran.stdout)
    assert data["period"] == "2026"
    assert {one["measure"] for one in data["figures"]} == {"hospital.recruit_exam.examined"}
    assert "应报11家" in ran.stderr
    assert not published(store)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_an_office_file_is_written_and_noted(filled, tmp_path, form):
    store = filled(2026)
    out = tmp_path / f"汇总.{form}"
    ran = typed(store.folder, "-o", out)
    assert (ran.return_value, ran.exception) == (0, None)
    assert zipfile.is_zipfile(out)
    assert published(store) == 1


def test_a_page_is_written(filled, tmp_path):
    store = filled(2026)
    assert typed(store.folder, "-o", tmp_path / "汇总.html", "--public").return_value == 0
    assert "<html" in (tmp_path / "汇总.html").read_text(encoding="utf-8")


def test_undecided_overlaps_make_it_provisional_and_that_is_said(filled, tmp_path):
    ran = typed(filled(2026).folder, "-o", tmp_path / "a.json")
    assert "暂定" in ran.stderr and "疑似重复" in ran.stderr


def test_what_has_changed_since_the_last_time_is_told_with_its_cause(filled, tmp_path):
    store = filled(2026)
    typed(store.folder, "-o", tmp_path / "a.json")
    with store.transaction() as db:
        db.execute("DELETE FROM roster WHERE unit = 'H2'")
    ran = typed(store.folder, "-o", tmp_path / "b.json")
    assert "数字变了" in ran.stderr
    assert "原因：不再计入H2单位（H2）。" in ran.stderr


def test_an_empty_store_gives_nothing(store, tmp_path):
    ran = typed(store.folder, "-o", tmp_path / "a.json")
    assert ran.return_value == 1
    assert not (tmp_path / "a.json").exists()


def test_what_is_private_stays_and_nothing_is_written(filled, tmp_path, capsys):
    store = filled(2026)
    with store.transaction() as db:
        db.execute("UPDATE roster SET name = ? WHERE unit = 'H1'", (f"医院{ID_NUMBER}",))
    out = tmp_path / "汇总.xlsx"
    with pytest.raises(SystemExit) as ended:
        main(["rollup", str(store.folder), "-o", str(out)])
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "身份证号" in said and ID_NUMBER not in said
    assert not out.exists() and not published(store)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--by", "weekday"), 1, "不认识分组「weekday」"),
        (("--measure", "学生军训·天数"), 1, "不能这样汇总"),
        (("--period", "2026-13"), 2, "不是期间"),
        (("--by", "quarter", "--period", "2026-08"), 1, "不能按它分组"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(filled, tmp_path, capsys, words, code, said):
    store = filled(2026)
    with pytest.raises(SystemExit) as ended:
        main(["rollup", str(store.folder), "-o", str(tmp_path / "a.json"), *words])
    assert ended.value.code == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a.json").exists()


def test_an_unknown_ending_is_wrong_usage(store, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["rollup", str(store.folder), "-o", str(tmp_path / "a.pdf")])
    assert ended.value.code == 2
    assert "后缀" in capsys.readouterr().err


def test_a_second_public_edition_in_other_groups_is_warned_of(filled, tmp_path):
    store = filled(2026)
    first = typed(store.folder, "-o", tmp_path / "a.json", "--public", "--by", "sector")
    again = typed(store.folder, "-o", tmp_path / "b.json", "--public", "--by", "sector")
    assert "请只公布其中一版" not in first.stderr + again.stderr
    other = typed(store.folder, "-o", tmp_path / "c.json", "--public", "--by", "region")
    assert "（--by sector）" in other.stderr and "请只公布其中一版" in other.stderr
    office = typed(store.folder, "-o", tmp_path / "d.json", "--by", "region")
    assert "请只公布其中一版" not in office.stderr
