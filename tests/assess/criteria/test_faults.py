"""A standard with planted mistakes is refused: every one at once, in Chinese, at its line or cell."""

import pytest
from shuangyong.assess.drafts import read_draft
from shuangyong.model.problems import ProblemsFound

TEXT = """\
[standard]
id = "t"
title = "试"
level = "乡村"
years = "二〇二六"
[[category]]
title = "一、组织领导"
[[item]]
category = "一、组织"
number = "1"
content = "开会"
points = 0.3
[[item.point]]
points = 0.25
how = "至多"
kind = "会义"
[[item]]
category = "一、组织领导"
number = "2"
content = "走访"
points = -1
[[item.point]]
points = 1
kind = "走访慰问"
where = "节日=春节"
[[item.point]]
points = 1
how = "至少"
kind = "走访慰问"
measure = "慰问人"
[[item.point]]
points = 1
how = "各"
kind = "走访慰问"
each = "节点=春节/八一/国庆"
[[item]]
category = "一、组织领导"
number = "2"
content = "否决"
nature = "一票否决"
points = 2
colour = "red"
[[item.point]]
kind = "征兵体检"
[[item]]
category = "一、组织领导"
number = "3"
content = "文件"
points = 2
[[item.point]]
kind = "问题与打算"
where = "类别=存在问提"
proof = true
"""

#: Line -> what is said of it, and in the mend.
PLANTED = {
    4: ("「适用」写了「乡村」", "单位、地区"),
    5: ("「年度」看不懂", "2024-2027"),
    9: ("没有「一、组织」这个考评项目", "是不是「一、组织领导」"),
    12: ("不是 0.25 的整数倍", "0.25 或 0.5"),
    15: ("「计分方式」写了「至多」", "至少"),
    16: ("没有名为「会义」的台账", "是不是「会议」"),
    21: ("不能是负数", "扣分请改写成得分"),
    25: ("没有「节日」", "是不是「节点」"),
    30: ("没有「慰问人」", "是不是「慰问人数」"),
    32: ("不能平分给 3 项", "0.75 的整数倍"),
    38: ("序号「2」重复", "第 17 行"),
    41: ("一票否决的条目不能有分值", "把分值空着"),
    42: ("不认识「colour」", "content"),
    44: ("是 医院 的台账", "请在这一条的“行业”写 医院"),
    50: ("得分点没有写得分", "0.5"),
    52: ("「类别」里没有「存在问提」", "是不是「存在问题」"),
    53: ("没有“佐证材料”这一列", "空着"),
}


@pytest.fixture
def faults(built):
    """Return the problems of a text that is refused."""

    def found(text):
        with pytest.raises(ProblemsFound) as refused:
            built(text)
        assert refused.value.file == "标准.toml"
        return refused.value.problems

    return found


def test_every_mistake_is_told_at_once_at_its_line(faults):
    found = faults(TEXT)
    assert sorted(int(one.cell.split()[1]) for one in found) == sorted(PLANTED)
    for one in found:
        message, fix = PLANTED[int(one.cell.split()[1])]
        assert message in one.message and fix in one.fix, one
        assert one.severity == "error" and one.place.startswith("第 ")


def test_mistakes_are_told_in_the_order_of_the_file(faults):
    lines = [int(one.cell.split()[1]) for one in faults(TEXT)]
    assert lines == sorted(lines)


POINT = "points = 1\n[[item.point]]\npoints = 1\n"
HEAD = '[standard]\nid = "t"\ntitle = "试"\n[[category]]\nid = "c"\ntitle = "类"\n'
ITEM = HEAD + '[[item]]\ncategory = "c"\nnumber = "1"\ncontent = "事"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "没有 [standard]"),
        ('[standard]\nid = "t"\ntitle = "试"\n', "一个考评项目也没有"),
        (HEAD + 'title = "类"\n' * 0 + '[[category]]\ntitle = "类"\n', "与前面的重复"),
        ("[item]\nnumber = '1'\n" + HEAD, "括号不对"),
        ("x = 1\n" + HEAD, "不认识「x」"),
        (ITEM, "没有写「分值」"),
        (ITEM + 'points = "若干"\n', "不是数"),
        (ITEM + "points = 1\nwhole = '也许'\n", "应写 是 或 否"),
        (ITEM + "points = 1\nwhole = true\n[[item.point]]\npoints = 1\nkind = '会议'\n", "不拆分值"),
        (ITEM + POINT + "kind = '会议'\nleast = 2\n", "用不上「数量」"),
        (ITEM + POINT + "how = '每'\nkind = '会议'\n", "要写「每份得分」"),
        (ITEM + POINT + "how = '每'\nkind = '会议'\ngain = 2\n", "还多"),
        (ITEM + POINT + "how = '至少'\nkind = '会议'\nleast = 0\n", "谁都做得到"),
        (ITEM + POINT + "how = '比例'\nkind = '会议'\nmeasure = '参加人次'\nleast = 9\n",
         "算不出比例"),
        (ITEM + POINT + "how = '比例'\nkind = '知晓率测评'\nmeasure = '知晓率'\n"
         "least = 101\n", "不会超过 100"),
        (ITEM + POINT + "how = '至少'\nkind = '知晓率测评'\nmeasure = '知晓率'\n",
         "不是能相加的数"),
        (ITEM + POINT + "how = '各'\nkind = '会议'\neach = '类别=座谈会'\n", "不是一串"),
        (ITEM + POINT + "kind = '会议'\nwhere = '差不多'\n", "看不懂"),
        (ITEM + POINT + "kind = '优抚对象登记'\nwhere = '本年'\n", "没有日期"),
        (HEAD, "一条考评内容也没有"),
        ('item = 5\n' + HEAD, "「item」的括号不对"),
        ('item = ["事"]\n' + HEAD, "「item」的括号不对"),
        (ITEM + "points = nan\n", "「分值」不是数"),
        (ITEM + "points = '5%'\n", "「分值」不是数"),
        (HEAD.replace("title", "years = '0202'\ntitle", 1) + POINT, "「年度」看不懂"),
        (ITEM + "points = 1\nsector = '卫生健康句'\n", "没有「卫生健康句」这个行业") ,
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(faults, text, message):
    assert any(message in one.message for one in faults(text)), [one.message for one in faults(text)]


def test_what_no_document_can_hold_is_left_out(built):
    assert built((ITEM + "points = 1\n").replace("试", "试\\u0007行")).standard.title == "试行"


def test_what_is_no_text_is_told_once(faults):
    found = faults(ITEM.replace('content = "事"', "content = ['事']") + "points = 1\n")
    assert [one.message for one in found] == ["「考评内容」应是文字。"]


def test_the_nearest_step_is_never_nothing(faults):
    (one,) = faults(ITEM + "points = 0.1\n")
    assert one.fix == "分值以 0.25 分为一档，请改成 0.25。"


def test_the_other_spelling_of_others_is_theirs(built):
    assert [one.sector for one in built(ITEM + "points = 1\nsector = '其它'\n").standard.items] == ["其他"]


def test_an_unknown_category_lists_the_known_by_their_titles(faults):
    found = faults(ITEM.replace('category = "c"', 'category = "别的"') + "points = 1\n")
    assert [one.fix for one in found if "这个考评项目" in one.message] == ["有：类。"]


def test_a_negative_and_a_vetos_points_are_no_points(faults):
    text = (
        ITEM + 'points = 1\n[[item]]\ncategory = "c"\nnumber = "2"\ncontent = "x"\nnature = "一票否决"\npoints = 0.5\n'
    )
    (one,) = faults(text)
    assert (one.message, one.cell) == ("一票否决的条目不能有分值。", "第 17 行")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (ITEM + POINT + "how = '至于'\nkind = '会议'\nleast = 3\ngain = 1\n", ["「计分方式」写了「至于」。"]),
        (ITEM + POINT + "how = '报申'\ntitle = '事'\n", ["「计分方式」写了「报申」。"]),
        (
            ITEM + POINT + "how = '至于'\nkind = '会议'\nmeasure = '人'\nleast = '三'\nwhere = '天=1'\n",
            ["「计分方式」写了「至于」。", "「会议」没有「人」。", "「数量」不是数：「三」。", "「会议」没有「天」。"],
        ),
        (ITEM + "nature = '一票否'\n[[item.point]]\nkind = '会议'\n", ["「性质」写了「一票否」。"]),
        (
            ITEM + "points = 1\nwhole = '对对'\n[[item.point]]\nkind = '会议'\n",
            ["「全有或全无」应写 是 或 否：「对对」。"],
        ),
        (ITEM + "sector = '医院院'\n" + POINT + "kind = '征兵体检'\n", ["没有「医院院」这个行业。"]),
    ],
)
def test_what_hangs_on_a_wrong_word_is_not_judged(faults, text, wrong):
    assert [one.message for one in faults(text)] == wrong


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("坏.xlsx", b"PK\x03\x04 no", "不是能读的 Excel 工作簿"),
        ("坏.toml", "甲 = 1".encode(), "考评标准第 1 行第 1 列的写法不对。"),
        ("坏.toml", b"[a]\n[a]\n", "考评标准第 2 行第 3 列把前面写过的又写了一遍。"),
        ("坏.toml", b"[[item]]\ntitle = ", "考评标准末尾的写法不对。"),
        ("坏.toml", "标".encode("gbk"), "不是 UTF-8"),
        ("旧.xls", b"\xd0\xcf\x11\xe0", "考评标准要是 .xlsx 或 .toml 文件，不能是 .xls。"),
        ("表.csv", "序号,分值".encode(), "考评标准要是 .xlsx 或 .toml 文件，不能是 .csv。"),
    ],
)
def test_a_file_that_is_none_is_told_in_chinese(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ProblemsFound) as refused:
        read_draft(tmp_path / name)
    (one,) = refused.value.problems
    assert message in one.message and one.fix


ONE = '[standard]\nid = "t"\ntitle = "试"\n[[category]]\nid = "c"\ntitle = "类"\n{item}'
POINT = '[[item]]\ncategory = "c"\nnumber = "1"\ncontent = "事"\npoints = 2\n[[item.point]]\npoints = 2\n{point}'


@pytest.mark.parametrize(
    ("point", "message"),
    [
        ('how = "每"\nkind = "会议"\ngain = 0', "「每份得分」是 0，做多少都不得分。"),
        ('how = "至少"\nkind = "会议"\nleast = 1e40', "「数量」太大或小数位太多：「1E+40」。"),
        ('how = "每"\nkind = "会议"\nleast = 1e-30\ngain = 1', "「数量」太大或小数位太多：「1E-30」。"),
        ('kind = "制度文件"\nwhere = "类别=/"', "条件「类别=/」没有写是什么。"),
        ('kind = "制度文件"\nwhere = "文件名称含／"', "条件「文件名称含／」没有写是什么。"),
        ('how = "各"\nkind = "走访慰问"\neach = "节点=春节/八一/春节/七一"', "逐项里「春节」写了两次。"),
        ('how = "至少"\nkind = "会议"\nleast = 1.5', "「数量」是 1.5，“次数”只有整数。"),
        (
            'how = "比例"\nkind = "知晓率测评"\nmeasure = "知晓率"\nleast = 0.9',
            "「数量」是 0.9，就是百分之0.9，几乎谁都做得到。",
        ),
        (
            'how = "比例"\nkind = "年度计划"\nmeasure = "完成项数/完成项数"\nleast = 90',
            "「完成项数/完成项数」算不出比例。",
        ),
        ('kind = "会议"\nwhere = "类别=座谈会，本年"', "「类别」里没有「座谈会，本年」。"),
        ('how = "每"\nkind = "会议"\ngain = 0.1', "「每份得分」是 0.1 分，不是 0.25 的整数倍。"),
    ],
)
def test_what_can_mean_nothing_is_refused(built, point, message):
    with pytest.raises(ProblemsFound) as refused:
        built(ONE.format(item=POINT.format(point=point)))
    assert [one.message for one in refused.value.problems] == [message]


@pytest.mark.parametrize("amount", ["1e30", "1e999999", '"Infinity"', "0.00001"])
def test_points_without_measure_are_refused_and_do_not_break_it(built, amount):
    with pytest.raises(ProblemsFound) as refused:
        built(
            ONE.replace("title = ", f"total = {amount}\ntitle = ", 1).format(item=POINT.format(point='kind = "会议"'))
        )
    assert ["太大或小数位太多" in one.message for one in refused.value.problems] == [True]
