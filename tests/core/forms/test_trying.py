"""What only filling finds wrong with a form: every expression of it with its place, also before anything is filled."""

import pytest
from shuangyong.forms import trying
from shuangyong.forms.filling import faults, fill, tried
from shuangyong.model.problems import ProblemsFound

WHOLE = "这里填不了：这里填的是整个台账，要写明填哪一项，如 .次数。"
ADDED = "这里填不了：台账的数字不在表样里加减，算出来的数没有出处；Excel 表样请用公式。"
LOOPS = "{% for a in range(900) %}{% for b in range(900) %}x{% endfor %}{% endfor %}"
#: What each text is refused for: the tag, and what is said of it.
REFUSED = {
    "走访慰问{{ 走访慰问 }}": ("{{ 走访慰问 }}", WHOLE),
    "联谊{{ 联谊活动 }}次": ("{{ 联谊活动 }}", WHOLE),
    "登记{{ 优抚对象登记 }}": ("{{ 优抚对象登记 }}", WHOLE.replace("次数", "条数")),
    "好{{ year }}合计{{ 走访慰问.次数 + 联谊活动.次数 }}次": ("{{ 走访慰问.次数 + 联谊活动.次数 }}", ADDED),
    "{{ ().__class__ }}": ("{{ ().__class__ }}", "这里填不了：表样里不能这样取内容。"),
    "{{ range(5000)|length }}": ("{{ range(5000)|length }}", "这里填不了：range 超过 1000 个数，请写小一些。"),
    "{{ 'x' * 3 }}": ("{{ 'x' * 3 }}", "这里填不了：“*”只能用于数字，文字相接请用 ~。"),
    "{% if 走访慰问.次数 + 1 > 3 %}多{% endif %}": ("{% if 走访慰问.次数 + 1 > 3 %}", ADDED),
    "{% for row in 走访慰问 %}{{ row }}{% endfor %}": (
        "{{ row }}",
        "这里填不了：这里填的是整行，要写明填哪一项，如 row.活动名称。",
    ),
    "{{ 走访慰问.latest['姓名'] }}": ("{{ 走访慰问.latest['姓名'] }}", "这里填不了：这里没有 姓名 这一项。"),
    "{{ 上年 }}": ("{{ 上年 }}", "这里填不了：这里填的是整本台账，要写明填哪一项，如 上年.走访慰问.次数。"),
    LOOPS: (
        "{% for b in range(900) %}",
        "这里填不了：表样里的循环合起来超过 10000 次，请缩小循环的范围。",
    ),
    "{{ 走访慰问.次 }}": ("{{ 走访慰问.次 }}", "走访慰问 没有 次，是不是 次数？"),
}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """A busy machine looks at every tag too."""
    monkeypatch.setattr(trying, "SECONDS", 300.0)


def told(problems):
    return [(problem.cell, problem.value, problem.message) for problem in problems]


def shown(text):
    return f"“{text[:30]}…”" if len(text) > 30 else f"“{text}”"


def test_every_fault_of_a_document_that_filling_finds_is_named_with_its_paragraph(word_form, hospital, catalog):
    with pytest.raises(ProblemsFound) as refused:
        fill(word_form("好{{ 走访慰问.次数 }}", *REFUSED), hospital, catalog)
    assert told(refused.value.problems) == [(shown(text), *fault) for text, fault in REFUSED.items()]


def test_every_fault_of_a_sheet_that_filling_finds_is_named_with_its_cell(sheet_form, hospital, catalog):
    with pytest.raises(ProblemsFound) as refused:
        fill(sheet_form({f"B{row}": text for row, text in enumerate(REFUSED, 1)}), hospital, catalog)
    assert told(refused.value.problems) == [(f"B{row}", *fault) for row, fault in enumerate(REFUSED.values(), 1)]


def test_the_cells_of_a_repeated_row_are_told_apart(sheet_form, hospital, catalog):
    row = {
        "A1": "{% for row in 走访慰问 %}{{ row.日期|day }}",
        "B1": "{{ row }}",
        "C1": "{{ row.慰问人数 + 1 }}{% endfor %}",
    }
    with pytest.raises(ProblemsFound) as refused:
        fill(sheet_form(row), hospital, catalog)
    assert [(problem.cell, problem.value) for problem in refused.value.problems] == [
        ("B1", "{{ row }}"),
        ("C1", "{{ row.慰问人数 + 1 }}"),
    ]


def test_a_check_tells_all_that_filling_would_refuse(word_form, sheet_form, hospital, catalog):
    for form in (word_form(*REFUSED), sheet_form({f"B{row}": text for row, text in enumerate(REFUSED, 1)})):
        found, _ = tried(form, catalog, hospital)
        assert [one.text for one in found if one.fault] == [tag for tag, _ in REFUSED.values()]
        assert found[0].fault == f"照示例台账试填，{WHOLE}"  # the sample, which is no file


def test_a_check_of_a_good_form_finds_nothing(word_form, hospital, catalog):
    found, notes = tried(word_form("{{ 走访慰问.次数 }}", "{{ 上年.走访慰问.次数 }}"), catalog, hospital)
    assert len(found) == 2 and not notes and not any(one.fault for one in found)


def test_what_no_expression_alone_is_refused_for_is_found_by_a_check_too(word_form, hospital, catalog):
    def dress(document):
        table = document.add_table(2, 1)
        table.cell(0, 0).text = "{% for row in visit %}{{ row.title }}"
        document.add_paragraph("表外{% endfor %}")

    form = word_form("表", dress=dress)
    assert not faults(form, catalog, "hospital")
    _, notes = tried(form, catalog, hospital)
    assert [(problem.cell, "没有成对地放好" in problem.message) for problem in notes] == [("整份文档", True)]


def test_what_a_sample_lacks_is_no_fault_of_the_form(sheet_form, hospital, catalog):
    form = sheet_form({"A1": "{{ enlistment.registered|needed('必须填报名人数') }}"})
    assert not tried(form, catalog, hospital)[1]


def test_the_properties_of_a_document_are_checked_as_they_are_filled(word_form, hospital, catalog):
    def dress(document):
        document.core_properties.title = "{{ visit }}和{{ visit.coun }}"

    with pytest.raises(ProblemsFound) as refused:
        fill(word_form("{{ year }}", dress=dress), hospital, catalog)
    assert [(problem.cell, problem.value) for problem in refused.value.problems] == [
        ("文档属性“{{ visit }}和{{ visit.coun }}”", "{{ visit }}"),
        ("文档属性“{{ visit }}和{{ visit.coun }}”", "{{ visit.coun }}"),
    ]


def test_more_faults_than_there_is_time_for_are_said_to_be_more(word_form, hospital, catalog, monkeypatch):
    ticks = iter(range(10**6))
    monkeypatch.setattr(trying.time, "monotonic", lambda: next(ticks) / 20)
    monkeypatch.setattr(trying, "SECONDS", 2.0)
    with pytest.raises(ProblemsFound) as refused:
        fill(word_form(*["{{ visit }}"] * 60), hospital, catalog)
    *faulty, last = refused.value.problems
    assert 0 < len(faulty) < 60
    assert (last.severity, last.message) == ("warning", "这份表样错处很多，没有一次查完。")
