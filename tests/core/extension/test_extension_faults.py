"""What is wrong with an extension's file is told with its line and its mend, all at once."""

import json
import re
from pathlib import Path

import attrs
import pytest
from shuangyong.catalog import discover, load
from shuangyong.extension import Column
from shuangyong.extension.applying import read_extension
from shuangyong.model.problems import ProblemsFound
from shuangyong.offers import Choices

CATALOG = load(entry for entry in discover() if entry.name in ("core", "hospital"))


@pytest.fixture
def faults(write):
    """Return what is wrong with an extension of this text."""

    def of(text):
        with pytest.raises(ProblemsFound) as found:
            read_extension(write(text), CATALOG)
        assert found.value.file == "扩展.toml"
        assert {problem.code for problem in found.value.problems} == {"bad-extension"}
        return [problem.message + problem.fix for problem in found.value.problems]

    return of


def column(**changes):
    """Return the source of a column, some of it changed, or left out with None."""
    entry = {"kind": "core.visit", "id": "street", "label": "所属街道", "type": "text", **changes}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items() if value is not None]
    return "[[column]]\n" + "\n".join(lines) + "\n"


def named(*entries):
    return 'name = "某区"\n' + "\n".join(entries)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('column = "甲"', "column 应写成一项一项的 [[column]]。"),
        (column(lable="x"), "第 2 行的 [[column]]：不认识「lable」。是不是 label？可以写的有：kind、id、label、"),
        (column(label=None), "第 2 行的 [[column]]：没有写 label。"),
        (column(label=3), 'label 应写文字，加英文双引号，如 "所属街道"。'),
        (column(type="choice", choices="甲"), 'choices 应写成 ["甲", "乙"] 这样的一串文字。'),
        (column(type="choice", choices=["甲", ""]), 'choices 应写成 ["甲", "乙"]'),
        (column(type="choice"), '选项列要写 choices = ["甲", "乙"]。'),
        (column(type="choice", choices=["甲", "甲"]), "choices 里有重复的选项。"),
        (column(sensitive="是"), "sensitive 应写 true 或 false，不加引号。"),
        (column(type="measures"), "type「measures」不存在，可以写的有：text、date、choice、measure。"),
        (column(type="measure"), '指标要写单位，如 unit = "户"。'),
        (column(type="measure", unit="万元"), "单位请写“元”，填的时候写 0.5万元 也会换算。"),
        (column(type="measure", unit="户", sensitive=True), 'sensitive 只用于 type = "text" 的列。'),
        (column(unit="户"), 'unit 只用于 type = "measure" 的列。'),
        (column(id="所属街道"), "id「所属街道」应为小写英文字母开头的标识，如 street。"),
        (column(id="class"), "id「class」应为小写英文字母开头的标识"),
        (column(label="户数（户）"), "名称「户数（户）」里不能有括号、空格和引号；单位请写在 unit 里。"),
        (column(label="待核"), "名称「待核」在台账里另有用处，请换一个。"),
        (column(kind="走访"), "没有名为「走访」的台账。是不是 走访慰问（core.visit）"),
        (column(kind="core.visits"), "没有名为「core.visits」的台账。可以写的有：活动（core.activity）、"),
        (column(id="people"), "id「people」与「走访慰问」的列「慰问人数」相同，请换一个。"),
        (column(id="count"), "id「count」与「走访慰问」的列「次数」相同"),
        (column(kind="core.activity", id="notices"), "id「notices」与「送立功喜报」的列「送喜报数」相同"),
        (column(label="慰问人数"), "「走访慰问」已经有「慰问人数」这一列，请换一个名称，或从扩展里删去。"),
        (column(label="参加人数"), "「走访慰问」已经有「参加人次」这一列"),
        (column(aliases=["慰问户数"]), "「走访慰问」已经有「慰问户数」这一列"),
        (column(kind="优抚对象登记", type="measure", unit="户"),
         "「优抚对象登记」是名册，只记年底的数，请写 stock = true。"),
        (column(kind="问题与打算", type="measure", unit="户", stock=True),
         "「问题与打算」没有日期列，分不清哪个数最新"),
        ('[[choices]]\nkind = "走访慰问"\nfield = "类型"\nchoices = ["甲"]',
         "「走访慰问」没有选项列「类型」，可以写的有：节点（festival）。"),
        ('[[choices]]\nkind = "走访慰问"\nchoices = ["甲"]', "第 2 行的 [[choices]]：没有写 field。"),
        ("", "扩展里一项也没有。"),
        ("colunm = 1", "不认识「colunm」这一项。是不是 column？"),
        ("[[column]\n", "扩展文件第 2 行第 9 列的写法不对。"),
        ("[[column]]\nkind = 走访", "扩展文件第 3 行第 8 列的写法不对。"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_extension_is_told_with_its_line_and_mend(faults, text, told):
    assert told in "\n".join(faults(named(text)))


def test_a_stock_goes_where_rows_have_a_date(write):
    entry = column(kind="年度计划", type="measure", unit="户", stock=True)
    (read,) = read_extension(write(named(entry)), CATALOG).extension.columns
    assert (read.kind, read.field.measure) == ("core.plan_item", "stock")


def test_it_has_a_name(faults):
    assert faults(column()) == ['扩展没有名称。请在文件开头写：name = "某某区2026年扩展"']


def test_all_that_is_wrong_is_told_at_once(faults):
    told = faults(named(column(id="Street"), column(kind="走访", id="a"), column(label="慰问人数", id="b")))
    assert [one.partition("：")[0] for one in told] == [f"第 {line} 行的 [[column]]" for line in (2, 8, 14)]


def test_an_entry_sees_those_before_it(faults):
    (told,) = faults(named(column(kind="core.activity"), column(id="street2")))
    assert told == "第 8 行的 [[column]]：「走访慰问」已经有「所属街道」这一列，请换一个名称，或从扩展里删去。"


def test_a_file_in_another_encoding_is_told_how_to_save_it(toml, tmp_path):
    (tmp_path / "扩展.toml").write_bytes(toml.encode("gbk"))
    with pytest.raises(ProblemsFound, match="扩展文件不是 UTF-8 编码。"):
        read_extension(tmp_path / "扩展.toml", CATALOG)
    (tmp_path / "扩展.toml").write_bytes(b"\xef\xbb\xbf" + toml.encode())  # as Windows' notepad saves it
    assert read_extension(tmp_path / "扩展.toml", CATALOG).extension.name == "某某区2026年扩展"


def test_one_that_no_ledger_could_carry_is_refused(faults):
    assert any("扩展太大" in one for one in faults(named(column(hint="长" * 33_000))))


def test_what_is_for_a_plugin_that_is_not_installed_is_left_out_and_named(write):
    read = read_extension(write(named(column(), column(kind="port.transport"))), CATALOG)
    assert [entry.kind for entry in read.extension.entries] == ["core.visit"]
    assert read.idle == ("第 8 行的 [[column]]（port.transport）",)


def test_the_example_of_the_manual_is_sound(write):
    manual = (Path(__file__).parents[3] / "docs" / "本地扩展.md").read_text(encoding="utf-8")
    manual = manual.partition("## 加任务和月份")[0]
    (example,) = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    read = read_extension(write(example), CATALOG).extension
    assert [entry.kind for entry in read.entries] == ["core.visit", "core.visit", "core.activity", "core.visit"]
    rows = re.findall(r"^\| `(\w+)` \|", manual, re.MULTILINE)
    assert {*rows} == {one.name for cls in (Column, Choices) for one in attrs.fields(cls)}
