"""``figures --template`` refuses what ``report --template`` refuses, with a ledger and without one."""

import json

import pytest
from shuangyong.cli import main
from shuangyong.forms import trying

WRONG = ("合计{{ 走访慰问.次数 + 联谊活动.次数 }}次", "{{ 走访慰问 }}", "{{ ().__class__.__mro__ }}")
WHOLE = "这里填不了：这里填的是整个台账，要写明填哪一项，如 .次数。"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run a command beside a sound ledger and forms; return the exit code and what was printed."""
    monkeypatch.setattr(trying, "SECONDS", 300.0)  # a busy machine looks at every tag too
    monkeypatch.chdir(tmp_path)

    def runner(*words):
        with pytest.raises(SystemExit) as stopped:
            main([*words])
        printed = capsys.readouterr()
        return stopped.value.code, printed.out + printed.err

    assert runner("new", "台账.xlsx", "--sector", "hospital", "--sample", "--year", "2026")[0] == 0
    return runner


def test_a_check_says_what_filling_says(run, word_form, sheet_form):
    word_form("第一段{{ 走访慰问.次数 }}", *WRONG)
    sheet_form({"B1": "{{ 走访慰问.次数 }}"} | {f"A{2 * row}": text for row, text in enumerate(WRONG, 1)})
    for form, place in (("表样.docx", "“{{ 走访慰问 }}”"), ("表样.xlsx", "Sheet!A4")):
        code, told = run("figures", "台账.xlsx", "--template", form)
        assert code == 1 and f"{form}：3 处错误" in told
        assert f"  有误  {place}  {{{{ 走访慰问 }}}}" in told
        problems = told[told.index(f"{form}：") :]
        assert f"  错误  {place}「{{{{ 走访慰问 }}}}」：{WHOLE}" in problems
        assert run("report", "台账.xlsx", "--template", form, "-o", f"填好{form[2:]}") == (1, problems)
        code, told = run("figures", "--sector", "hospital", "--template", form)
        assert code == 1 and f"{place}「{{{{ 走访慰问 }}}}」：照示例台账试填，{WHOLE}" in told


def test_a_check_for_programs_tells_each_expression(run, word_form):
    word_form("第一段{{ 走访慰问.次数 }}", *WRONG)
    data = json.loads(run("figures", "台账.xlsx", "--template", "表样.docx", "--format", "json")[1])
    assert (data["ok"], data["sector"]) == (False, "hospital")
    assert [one["ok"] for one in data["expressions"]] == [True, False, False, False]
    assert [problem["value"] for problem in data["problems"]] == [one["text"] for one in data["expressions"][1:]]


def test_what_the_ledger_must_say_is_told_of_a_ledger_and_not_of_a_sector(run, sheet_form):
    sheet_form({"A1": "{{ enlistment.registered|needed('必须填报名人数') }}"})
    code, told = run("figures", "台账.xlsx", "--template", "表样.xlsx")
    assert code == 1 and "必须填报名人数" in told
    assert run("figures", "--sector", "hospital", "--template", "表样.xlsx")[0] == 0


def test_a_sector_whose_plugin_has_no_sample_is_checked_all_the_same(run, word_form, monkeypatch):
    monkeypatch.setattr("shuangyong.catalog.Catalog.samples", {})
    word_form("{{ 走访慰问 }}")
    code, told = run("figures", "--sector", "hospital", "--template", "表样.docx")
    assert code == 1 and WHOLE in told
