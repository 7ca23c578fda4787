"""What is wrong with a form: each expression with its place and the nearest name, all at once."""

import pytest
from shuangyong.forms.filling import checked, faults, fill
from shuangyong.forms.listing import listing
from shuangyong.forms.opening import open_form
from shuangyong.forms.sample import sample_form
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.samples import sample_ledger

WRONG = {
    "A1": "{{ recruit_exam.examinde }}",
    "B2": "{{ 征兵体验.体检人数 }}",
    "C3": "{{ 征兵体检.体检数 }}",
    "D4": "{{ visit.cash|mony }}",
    "E5": "{{ visit.cash",
    "F6": "{{ entitled_person.id_number }}",
    "A7": "{% for row in 优抚对象登记 %}{{ row.姓名 }}",
    "B7": "{{ row.id_number }}{% endfor %}",
}


def test_every_fault_of_a_sheet_is_named_with_its_cell_and_the_nearest_name(sheet_form, catalog):
    found = {problem.cell: problem.message for problem in faults(sheet_form(WRONG), catalog, "hospital")}
    assert found["A1"] == "recruit_exam 没有 examinde，是不是 examined？"
    assert "没有名为 征兵体验 的变量，是不是 征兵体检？" in found["B2"]
    assert "征兵体检 没有 体检数，是不是" in found["C3"]
    assert "没有名为 mony 的过滤器或判断，是不是 money？" in found["D4"]
    assert "没有写完" in found["E5"]
    assert "敏感信息，不写进公文" in found["F6"]
    assert "敏感信息，不写进公文" in found["A7"] and "敏感信息，不写进公文" in found["B7"]
    assert len(found) == len(WRONG)


def test_a_misspelt_filter_is_an_error_and_not_nought(sheet_form, hospital, catalog):
    wrong = {"A1": '{{ 走访慰问.where(节典="春节").次数 }}', "A2": '{{ 上年.走访慰问.without(节点="春季").次数 }}'}
    found = {problem.cell: problem.message for problem in faults(sheet_form(wrong), catalog, "hospital")}
    assert found == {
        "A1": "走访慰问.where 没有 节典，是不是 节点？",
        "A2": "上年.走访慰问.without 的 节点 没有「春季」这一项，是不是 春节？",
    }


def test_a_month_that_there_is_not_is_an_error_and_not_nought(sheet_form, hospital, catalog):
    wrong = {
        "A1": "{{ visit.months(13).count }}",
        "A2": "{{ visit.months(9, 7).count }}",
        "A3": '{{ visit.months("7") }}',
    }
    found = {problem.cell: problem.message for problem in faults(sheet_form(wrong), catalog, "hospital")}
    assert found == {
        "A1": "visit.months 的月份要写 1 到 12 的数字，不能写 13。",
        "A2": "visit.months 的月份要从小到大写。",
        "A3": "visit.months 的月份要写 1 到 12 的数字，不能写 '7'。",
    }
    with pytest.raises(ProblemsFound, match="不能写 13"):
        fill(sheet_form({"A1": "{% set m = 12 %}{{ visit.months(m + 1).count }}"}), hospital, catalog)


def test_a_filter_that_only_filling_finds_misspelt_is_an_error_too(sheet_form, hospital, catalog):
    form = sheet_form({"A1": '{% for one in (visit, meeting) %}{{ one.where(节典="春节").count }}{% endfor %}'})
    assert not faults(form, catalog, "hospital")
    with pytest.raises(ProblemsFound, match="走访慰问 没有 节典，是不是 节点？"):
        fill(form, hospital, catalog)


#: What a Chinese keyboard makes of expressions, and what is half written: nothing of it may stay in a filled form.
MISWRITTEN = {
    "｛｛ visit.count ｝｝": "花括号、百分号写成全角的了，要用英文的。",
    "{{ visit.count ｝｝": "花括号、百分号写成全角的了，要用英文的。",
    "{％ if visit ％}有{％ endif ％}": "花括号、百分号写成全角的了，要用英文的。",
    "共{ 走访慰问.次数 }次": "花括号要写两层：{{ 走访慰问.次数 }}。",
    "{单位名称}": "花括号要写两层：{{单位名称}}。",
    "{{ visit。count }}": "写法有误：“。”是中文的符号，要写成英文的“.”。",
    "{{ visit.months（7） }}": "写法有误：“（”是中文的符号，要写成英文的“(”。",
    "{{ 走访慰问·次数 }}": "没有名为 走访慰问·次数 的变量，“·”要写成英文的“.”。",
    "{{ }}": "写法有误：没有写全，或者里面什么也没有写。",
    "{% if visit %}有{% else %}": "写法有误：没有写完，花括号或 endfor、endif 没有配对。",
    "{{ f(a=1, 2) }}": "写法有误：标点或次序不对。",
}


@pytest.mark.parametrize(("written", "told"), MISWRITTEN.items())
def test_what_was_meant_for_an_expression_is_told_and_not_left_in_the_form(
    sheet_form, word_form, hospital, catalog, written, told
):
    for form in (sheet_form({"B2": written}), word_form(written)):
        assert {problem.message for problem in faults(form, catalog, "hospital")} == {told}
        with pytest.raises(ProblemsFound):
            fill(form, hospital, catalog)


def test_braces_that_mean_nothing_are_left_as_they_are(filled_sheet, filled_word):
    for text in ("{甲}", "{ 见附件 }", "集合{1,2}", "完成率{95％}"):
        assert filled_sheet({"A1": text, "A2": "{{ year }}"}).active["A1"].value == text
        assert filled_word(text, "{{ year }}") == [text, "2026"]


def test_all_faults_are_told_at_once_also_beside_one_that_cannot_be_read(word_form, sheet_form, catalog):
    form = word_form(
        "{{ visit。count }}", "{{ visit.coun }}", "{{ visit.count }}和{{ visit.cash| }}", "{{ 走访慰问.次 }}"
    )
    found, _ = checked(form, catalog, "hospital")
    assert [bool(one.fault) for one in found] == [True, True, False, True, True]


def test_a_fault_is_told_of_the_tag_that_has_it(sheet_form, catalog):
    found, _ = checked(sheet_form({"A1": "{{ 走访慰问.次数 }}{{ 走访慰问.次 }}"}), catalog, "hospital")
    assert [(one.text, bool(one.fault)) for one in found] == [
        ("{{ 走访慰问.次数 }}", False),
        ("{{ 走访慰问.次 }}", True),
    ]


def test_rows_are_grouped_by_a_label_as_by_an_identifier(filled_word):
    told = '{% for g in 走访慰问.by("FIELD") %}{{ g.label }}{{ g.count }}、{% endfor %}'
    by_id, by_label = filled_word(told.replace("FIELD", "festival"), told.replace("FIELD", "节点"))
    assert by_id == by_label and "春节1" in by_id


def test_a_form_with_faults_is_not_filled(sheet_form, hospital, catalog):
    with pytest.raises(ProblemsFound) as refused:
        fill(sheet_form(WRONG), hospital, catalog)
    assert len(refused.value.problems) == len(WRONG)


def test_every_fault_of_a_document_is_named_with_the_words_around_it(word_form, catalog):
    def dress(document):
        document.add_table(1, 1).cell(0, 0).text = "表格里{{ visits.count }}"
        document.sections[0].footer.paragraphs[0].text = "页脚{{ yaer }}"

    form = word_form("走访{{ visit.coun }}次", "好的{{ visit.count }}", dress=dress)
    found = faults(form, catalog, "hospital")
    assert [problem.cell for problem in found] == [
        "“走访{{ visit.coun }}次”",
        "“表格里{{ visits.count }}”",
        "“页脚{{ yaer }}”",
    ]
    assert all("是不是" in problem.message for problem in found)


def test_each_expression_is_told_good_or_bad(word_form, catalog):
    found, _ = checked(word_form("{{ year }}年{{ visit.coun }}"), catalog, "hospital")
    assert [(one.text, bool(one.fault)) for one in found] == [("{{ year }}", False), ("{{ visit.coun }}", True)]


def test_a_form_without_expressions_is_a_warning(sheet_form, hospital, catalog):
    filled = fill(sheet_form({"A1": "没有要填的"}), hospital, catalog)
    assert [problem.code for problem in filled.warnings] == ["form-without-expressions"]


def test_a_loop_over_several_rows_is_refused_with_how_to_write_it(sheet_form, catalog):
    form = sheet_form({"A1": "{% for row in visit %}", "A2": "{{ row.title }}", "A3": "{% endfor %}"})
    found = faults(form, catalog, "hospital")
    assert {"form-loop"} <= {problem.code for problem in found}
    assert "要写在同一行" in next(problem.message for problem in found if problem.code == "form-loop")


def test_adding_figures_is_refused_because_the_sum_would_have_no_rows(sheet_form, hospital, catalog):
    with pytest.raises(ProblemsFound, match="没有出处"):
        fill(sheet_form({"A1": "{{ visit.cash + visit.goods_value }}"}), hospital, catalog)


def test_what_is_called_needed_and_blank_blocks_the_form(sheet_form, hospital, catalog):
    with pytest.raises(ProblemsFound, match="必须填报名人数"):
        fill(sheet_form({"A1": "{{ enlistment.registered|needed('必须填报名人数') }}"}), hospital, catalog)


def test_the_listing_names_what_a_form_may_write_and_every_name_of_it_is_good(sheet_form, catalog):
    for sector in catalog.sectors:
        found = listing(catalog, sector.id)
        names = [name for kind in found.kinds for name in kind.figures]
        cells = {f"A{row}": f"{{{{ {name.name} }}}}" for row, name in enumerate(names, 1)}
        cells |= {f"B{row}": f"{{{{ {name.chinese} }}}}" for row, name in enumerate(names, 1)}
        for row, kind in enumerate(found.kinds, len(names) + 1):
            inside = "".join(f"{{{{ {name.name} }}}}{{{{ {name.chinese} }}}}" for name in kind.fields)
            loop = kind.label if kind.label.isidentifier() else kind.kind.partition(".")[2]
            cells[f"A{row}"] = f"{{% for row in {loop} %}}{inside}{{% endfor %}}"
        for row, name in enumerate(found.unit, 1):
            if name.name not in ("last", "plan"):
                cells[f"C{row}"] = f"{{{{ {name.name} }}}}{{{{ {name.chinese} }}}}"
        assert not faults(sheet_form(cells), catalog, sector.id)


def test_the_listing_tells_values_and_never_what_is_sensitive(catalog, hospital):
    found = listing(catalog, "hospital", hospital)
    values = {name.name: name.value for kind in found.kinds for name in kind.figures}
    assert (values["recruit_exam.examined"], values["recruit_exam.pass_rate"], values["enlistment.enlisted"]) == (
        "469人次",
        "69.3%",
        None,
    )
    listed = {name.name for kind in found.kinds for name in kind.fields if kind.kind == "core.entitled_person"}
    assert not listed & {"row.name", "row.id_number", "row.phone", "row.address"}


def test_a_search_keeps_what_matches_all_words(catalog):
    found = listing(catalog, "hospital").searched(["体检", "合格"])
    assert [name.label for kind in found.kinds for name in kind.figures] == ["合格人数", "合格率"]
    assert len(listing(catalog, "hospital").searched(["征兵体检"]).kinds) == 1


def test_a_field_of_rows_is_told_how_to_be_written(sheet_form, catalog):
    (problem,) = faults(sheet_form({"A1": "{{ 走访慰问.活动名称 }}"}), catalog, "hospital")
    assert "每行不同，要逐行来写：{% for row in … %}{{ row.活动名称 }}{% endfor %}" in problem.message


def test_the_form_of_the_demonstration_is_good_for_every_sector(catalog, tmp_path):
    for sector in catalog.sectors:
        path = tmp_path / f"{sector.id}.xlsx"
        path.write_bytes(sample_form(catalog, sector.id))
        form = open_form(path)
        assert not faults(form, catalog, sector.id)
        if sector.id in catalog.samples:
            assert fill(form, sample_ledger(catalog, sector.id, 2026), catalog).data
