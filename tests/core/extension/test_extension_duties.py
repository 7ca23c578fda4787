"""An office's own duties and months: read from its file, told with their lines where wrong, carried by ledgers."""

import re
from pathlib import Path

import attrs
import pytest
from shuangyong import Ledger, Unit
from shuangyong.catalog import discover, load
from shuangyong.extension.applying import extended, read_extension
from shuangyong.extension.duties import LocalDuty
from shuangyong.extension.parsing import carried
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.carried import carried_extension
from shuangyong.workbook.writing import ledger_bytes

CATALOG = load(entry for entry in discover() if entry.name in ("core", "hospital"))

DUTIES = """
name = "某某区2026年任务"

[[duty]]
id = "campaign_month"
title = "双拥宣传月"
kind = "宣传"
field = "形式"
choices = ["横幅标语", "电子屏"]
first = "07-01"
last = "07-31"
source = "某某区双拥办〔2026〕3号"

[[duty]]
id = "news"
title = "报送双拥信息"
kind = "core.publicity"
every = "quarter"
times = 1
counts = "数量"
sectors = ["医院"]
replaces = "core.news"

[[duty]]
id = "no_report"
times = 0
replaces = "core.work_report"
"""


#: The lines of a duty that say all but when.
A = ('id = "a"', 'title = "甲"', 'kind = "宣传"')


@pytest.fixture
def faults(write):
    """Return what is wrong with an extension of one duty of these lines."""

    def of(*lines):
        with pytest.raises(ProblemsFound) as found:
            read_extension(write("\n".join(('name = "某区"', "[[duty]]", *lines))), CATALOG)
        assert {problem.code for problem in found.value.problems} == {"bad-extension"}
        return [problem.message + problem.fix for problem in found.value.problems]

    return of


@pytest.fixture
def office(write):
    """The catalog with the office's duties."""
    return extended(CATALOG, read_extension(write(DUTIES), CATALOG).extension)


def test_labels_are_looked_up_and_duties_replaced_or_taken_away(office):
    before, after = CATALOG.duties("hospital", "某某医院"), office.duties("hospital", "某某医院")
    assert {"core.news", "core.work_report"} <= {*before}
    assert {*after} == {*before} - {"core.news", "core.work_report"} | {"local.campaign_month", "local.news"}
    campaign = after["local.campaign_month"]
    assert (campaign.deeds[0].kind, campaign.deeds[0].choices) == ("core.publicity", {"form": ("横幅标语", "电子屏")})
    assert (campaign.windows, campaign.basis) == ((("07-01", "07-31"),), "local")
    assert after["local.news"].counts == "items"


def test_a_duty_of_one_sector_binds_no_other_and_takes_nothing_from_it(office):
    others = office.duties("school", "某某学校")
    assert "local.news" not in others and "core.news" in others
    assert "local.campaign_month" in others and "core.work_report" not in others


def test_duties_travel_in_the_ledger(office, tmp_path):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger_bytes(office, Ledger(unit=Unit(name="某某医院", sector="医院", year=2026))))
    found = carried_extension(file)
    assert found.duties == office.extension.duties and len(found.duties) == 3
    assert carried(found.text) == found


def test_what_a_file_says_of_a_duty_goes_before_what_a_ledger_carries(office):
    (first, *_) = office.extension.duties
    again = type(office.extension)("旧的", (), (type(first)(id="campaign_month", title="旧名"),))
    assert office.extension.joined(again).duties == office.extension.duties
    assert again.joined(office.extension).duties[0].title == "旧名"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (('title = "甲"',), "第 2 行的 [[duty]]：没有写 id。"),
        (('id = "a"', 'kind = "宣传"', 'every = "year"'), "没有写 title"),
        (('id = "甲"', 'title = "甲"', 'kind = "宣传"', 'every = "year"'), "应为小写英文字母开头的标识"),
        (('id = "a"', 'title = "甲"', 'every = "year"'), "没有写 kind"),
        (('id = "a"', 'title = "甲"', 'kind = "宣船"', 'every = "year"'), "没有名为「宣船」的台账"),
        (A, "什么时候办"),
        (
            (*A, 'every = "week"'),
            "every「week」不存在，可以写的有：year、half",
        ),
        ((*A, 'first = "07-01"'), "first 和 last 要一起写"),
        ((*A, 'first = "7月"', 'last = "07-31"'), "应写成"),
        ((*A, 'first = "08-01"', 'last = "07-31"'), "跨年的请拆成两段"),
        ((*A, 'festivals = ["元宵"]'), "没有「元宵」这个节日"),
        ((*A, 'every = "year"', 'field = "形式"'), "要一起写"),
        (
            (*A, 'every = "year"', 'field = "形式"', 'choices = ["横"]'),
            "没有选项「横」，有：横幅标语、",
        ),
        (
            (*A, 'every = "year"', 'counts = "人数"'),
            "不是 core.publicity 的指标",
        ),
        (
            (*A, 'every = "year"', 'times = "2"'),
            "times 应写整数，不加引号，如 2。",
        ),
        ((*A, 'every = "month"', "months = [13]"), "写 1 到 12"),
        (('id = "a"', "times = 0"), "请用 replaces 写明是哪一项"),
        (('id = "a"', "times = 0", 'replaces = "core.nothing"'), "要代替的「core.nothing」不存在，有：core.plan、"),
        ((*A, 'every = "year"', 'sectors = ["港口"]'), "没有「港口」这个行业"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_mend(faults, lines, told):
    (problem,) = faults(*lines)
    assert problem.startswith("第 2 行的 [[duty]]：") and told in problem


def test_a_sector_unknown_hides_nothing_else_that_is_wrong(faults):
    told = faults(*A, 'every = "week"', 'counts = "人数"', 'sectors = ["港口"]')
    assert [word in text for word, text in zip(("人数", "week", "港口"), told, strict=True)] == [True] * 3


def test_two_duties_of_one_id_are_told(faults):
    duty = (*A, 'every = "year"')
    (problem,) = faults(*duty, "[[duty]]", *duty)
    assert problem == "第 7 行的 [[duty]]：任务 id「a」写了两次，请换一个。"


@pytest.mark.parametrize(("manual", "duties"), [("双拥办手册.md", 3), ("本地扩展.md", 1)])
def test_the_duties_of_the_manuals_can_be_used(write, manual, duties):
    text = (Path(__file__).parents[3] / "docs" / manual).read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"```toml\n(.*?)```", text, re.S) if "[[duty]]" in block]
    (block,) = blocks
    source = block if "name =" in block else f'name = "某区"\n{block}'
    assert len(read_extension(write(source), CATALOG).extension.duties) == duties


def test_the_manual_tells_every_key():
    text = (Path(__file__).parents[3] / "docs" / "本地扩展.md").read_text(encoding="utf-8")
    table = text.partition("## 加任务和月份")[2].partition("## 发下去")[0]
    told = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert told == {field.name for field in attrs.fields(LocalDuty)}
