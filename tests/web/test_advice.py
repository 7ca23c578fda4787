"""Pages advise nobody to type commands; a unit that is called by a part of its name is found."""

import pathlib
import re

import pytest
import shuangyong
from shuangyong.model.problems import ProblemsFound, error
from shuangyong.office.acts.finding import find_unit
from shuangyong.web.advice import _ON_PAGES, advice, names_command

HERE = pathlib.Path(shuangyong.__file__).parent
SOURCES = {path: path.read_text(encoding="utf-8") for path in HERE.rglob("*.py")}


@pytest.mark.parametrize("code", _ON_PAGES)
def test_each_advice_is_for_a_problem_that_there_is(code):
    assert not names_command(_ON_PAGES[code])
    assert any(f'"{code}"' in text for path, text in SOURCES.items() if path.name != "advice.py")


def test_a_command_is_left_out_whatever_the_problem():
    assert advice(error("x", "不对。", "请核对年度；新的请先用 shuangyong roster 补进名册。")) == "请核对年度。"
    assert advice(error("x", "不对。", "请加 --year 2026。")) == ""
    assert advice(error("x", "不对。", "请核对年度。")) == "请核对年度。"
    assert (
        advice(error("unknown-unit", "没有。", "请用 shuangyong status 看有哪些单位。")) == "请到“单位”里查找它的代码。"
    )


def test_templates_show_advice_and_name_no_command_but_for_who_starts_the_portal():
    allowed = {"login.html", "evidence_named.html"}
    for path in (HERE / "web" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "{{ one.fix }}" not in text, path
        assert path.name in allowed or not re.search("<code>shuangyong|命令行", text), path


def test_a_unit_unknown_is_told_in_the_words_of_the_page(office):
    browser = office.browser("officer")
    form = {"year": "2025", "seen": "999", "unit": "完全没有", "until": "2099-01-01", "because": "补报"}
    text = browser.post("/deadlines/unlock", data=form).text
    assert "shuangyong status" not in text


@pytest.mark.parametrize(("typed", "found"), [("槐桥庄", "槐桥庄镇人民政府双拥工作办公室"), ("甲中医院", "甲医院")])
def test_a_part_of_a_name_leads_to_units_alike(office, typed, found):
    with office.store as store:
        with store.transaction() as db:
            row = ("H003", "槐桥庄镇人民政府双拥工作办公室", "hospital", "370213", None, "2020-01-01", None)
            db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
        with pytest.raises(ProblemsFound) as told:
            find_unit(store, typed)
    assert found in told.value.problems[0].fix
