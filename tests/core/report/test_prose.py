"""What section templates may write, and what becomes of it."""

from decimal import Decimal

import pytest
from shuangyong import (
    Awareness,
    Document,
    EntitledPerson,
    Gathering,
    LeadingGroup,
    PartialDate,
    Partner,
    Policy,
    Publicity,
    Service,
    Support,
    Visit,
)
from shuangyong.model.problems import ProblemsFound

DAY = PartialDate


def ships(number, **more):
    return lambda port: port.Transport(**{"ships": number, **more})


def test_a_figure_prints_its_number_and_a_blank_clause_is_left_out(tell):
    template = """
        ## 军运
        {% if transport %}
        保障船次{{ transport.ships|measured }}{% if transport.loaded %}，装载{{ transport.loaded }}人{% endif %}。
        {% endif %}
    """
    assert tell(template, ships(2), ships(3))[-2:] == ["一、军运", "保障船次5艘次。"]


def test_people_of_several_rows_are_printed_as_people_served(tell):
    template = "{{ transport.crew|measured('名') }}。"
    assert tell(template, ships(1, crew=8))[-1] == "8名。"
    assert tell(template, ships(1, crew=8), ships(1, crew=2))[-1] == "10人次。"


def test_a_stock_stays_people(tell):
    template = "## 班子\n{{ leading_group.members|measured('名') }}。"
    groups = [LeadingGroup(leader="甲", members=size, date=DAY(2026, month)) for size, month in ((9, 3), (11, 5))]
    assert tell(template, *groups)[-1] == "11名。"


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("450", "450元"),
        ("9999", "9999元"),
        ("12000", "1.2万元"),
        ("30000.00", "3万元"),
        ("33312.3", "33312.3元"),
        ("123456", "123456元"),
        ("123400", "12.34万元"),
        ("0.5", "0.5元"),
    ],
)
def test_money_is_written_in_myriads_where_that_is_exact_and_short(tell, amount, printed):
    assert tell("{{ transport.spending|money }}。", ships(1, spending=Decimal(amount)))[-1] == f"{printed}。"


def test_what_is_approximate_says_so(tell):
    template = "{{ transport.ships|measured }}、{{ transport.spending|money }}、{{ transport.count|measured }}。"
    lines = tell(template, ships(500, spending=Decimal(20000)), approx=("ships", "spending"))
    assert lines[-1] == "约500艘次、约2万元、1次。"


def test_a_ratio_is_one_of_sums(tell):
    template = "{{ transport.share|percent }}。"
    lines = tell(template, ships(1, crew=1, loaded=2), ships(1, crew=1, loaded=1))
    assert lines[-1] == "66.67%。"


@pytest.mark.parametrize(
    ("date", "printed"),
    [(DAY(2026, 8, 1), "8月1日"), (DAY(2026, 8), "8月"), (DAY(2024, 8, 1), "2024年8月1日"), (DAY(2026), "2026年")],
)
def test_a_date_is_said_as_far_as_it_is_known(tell, date, printed):
    policy = Policy(title="办法", date=date)
    assert tell("{{ policy.latest.date|day }}和{{ policy.latest.date }}。", policy)[-1] == f"{printed}和{printed}。"


def test_rows_come_by_date_those_without_one_last(tell):
    template = "{% for row in visit %}{{ row.title }}、{% endfor %}。"
    visits = [Visit(title="乙", date=DAY(2026, 8, 1)), Visit(title="丙"), Visit(title="甲", date=DAY(2026, 2, 1))]
    assert tell(template, *visits)[-1] == "甲、乙、丙。"


def test_groups_come_in_the_order_of_the_choices(tell):
    template = '{% for group in gathering.by("form") %}{{ group.label }}{{ group.count|measured }}、{% endfor %}。'
    forms = ("参观交流", None, "其他", "联欢晚会", "参观交流")
    assert tell(template, *(Gathering(form=form) for form in forms))[-1] == "联欢晚会1次、参观交流2次、其他2次。"


def test_groups_by_kind_have_the_measures_of_their_own(tell):
    template = """
        {% for group in support.all.by("kind") %}
        {{ group.label }}：{% for figure in group.figures %}{{ figure.label }}{{ figure|measured }}、{% endfor %}。

        {% endfor %}
    """
    lines = tell(template, Support(matters=2), ships(3), lambda port: port.NightTransport(ships=1))
    assert lines[1:4] == [
        "为部队办实事：次数1次、办实事件数2件。",
        "军运保障：次数1次、保障船次3艘次。",
        "夜间军运：次数1次、保障船次1艘次。",
    ]


def test_rows_are_chosen_by_their_values(tell):
    template = (
        '{{ gathering.where(form="联欢晚会").count }}{{ gathering.where(form=["球类比赛", none]).count }}'
        '{{ gathering.without(form="联欢晚会").count }}。'
    )
    forms = ("联欢晚会", "球类比赛", None, "文艺演出")
    assert tell(template, *(Gathering(form=form) for form in forms))[-1] == "1 2 3。"
    in_chinese = template.replace("form=", "形式=")
    assert tell(in_chinese, *(Gathering(form=form) for form in forms))[-1] == "1 2 3。"


def test_a_name_misspelt_where_rows_are_handed_on_is_no_nought(tell):
    template = '{% macro picked(rows) %}{{ rows.where(FIELD="甲").count }}次{% endmacro %}{{ picked(support.all) }}。'
    for wrong in ("festvial", "节典"):
        with pytest.raises(Exception, match=f"为部队办实事 没有 {wrong}，是不是"):
            tell(template.replace("FIELD", wrong), Support(title="甲"))
    for field in ("title", "crew", "活动名称", "投入船员"):  # those of kinds that extend it, though no row is of them
        assert tell(template.replace("FIELD", field), Support(title="甲"))[-1][0] in "01"


def test_a_festival_is_the_rows_own_or_that_of_its_date(tell):
    template = '{{ visit.festival("春节").people }}、{% for row in visit %}{{ row.festival or "平时" }}{% endfor %}。'
    visits = [
        Visit(people=1, festival="春节", date=DAY(2026, 5, 20)),
        Visit(people=2, date=DAY(2026, 2, 10)),
        Visit(people=4, date=DAY(2026, 11, 3)),
    ]
    assert tell(template, *visits)[-1] == "3、春节春节平时。"


def test_last_year_is_false_where_there_is_none_and_cut_as_this_year_is(tell):
    template = "{{ visit.count }}次{% if last %}，上年{{ last.visit.count }}次{% endif %}。"
    visit = Visit(date=DAY(2026, 1, 1))
    assert tell(template, visit)[-1] == "1次。"
    assert tell(template, visit, last=[Visit(), Visit()])[-1] == "1次，上年2次。"


def test_totals_mention_rows_without_telling_them(tell):
    lines = tell("共{{ totals.support.count|measured }}。", ships(1), Support())
    assert "共2次。" in lines
    assert any(line.startswith("围绕部队所需") for line in lines), "the core's section still tells them"


def test_a_list_says_each_thing_once_and_skips_blanks(tell):
    template = '{{ visit|map(attribute="place")|list }}。'
    visits = [Visit(place=place) for place in ("码头", None, "营区", "码头")]
    assert tell(template, *visits)[-1] == "码头、营区。"


YI = """
    {% filter yi %}
    {% if visit %}走访慰问{{ visit.count|measured }}；{% endif %}

    {% if gathering %}联谊{{ gathering.count|measured }}。{% endif %}
    {% if policy %}优待政策{{ policy.count }}项{% endif %}
    {% endfilter %}
"""


def test_enumerated_items_close_up(tell):
    assert tell(YI, Visit(), Gathering(), Policy(title="办法"))[-1] == "一是走访慰问1次；二是联谊1次；三是优待政策1项。"
    assert tell(YI, Visit(), Policy(title="办法"))[-1] == "一是走访慰问1次；二是优待政策1项。"


def test_one_item_alone_is_not_numbered_and_none_leaves_nothing(tell):
    assert tell(YI, Gathering())[-1] == "联谊1次。"
    assert tell("## 空\n" + YI.replace("\n    ", "\n"), ships(1))[-1] != "。"


def test_items_of_whole_sentences_are_parted_by_full_stops(tell):
    template = '{{ ["领导重视。开了会", "", "经费落实"]|yi }}'
    assert tell(template, ships(1))[-1] == "一是领导重视。开了会。二是经费落实。"


def test_a_paper_stands_in_title_marks_once(tell):
    template = "{% for row in document %}{{ row.title|titled }}{% endfor %}。"
    titles = ("工作制度", "《工作制度》", "关于印发《方案》的通知")
    assert tell(template, *(Document(title=title) for title in titles))[-1] == (
        "《工作制度》《工作制度》《关于印发〈方案〉的通知》。"
    )


def test_every_printed_blank_is_a_problem_and_all_are_told_at_once(tell):
    template = (
        "{{ transport.crew }}{{ leading_group.latest.office|needed('请写明办公室设在哪里。') }}{{ visit.cash|money }}"
    )
    with pytest.raises(ProblemsFound) as found:
        tell(template, ships(1), LeadingGroup(leader="甲"))
    places = [(problem.sheet, problem.cell) for problem in found.value.problems]
    assert places == [("军运保障", "F4"), ("双拥工作领导小组", "F4"), ("走访慰问", None)]
    assert found.value.problems[0].message == "公文要用到「军运保障·投入船员」，台账里没有填写。"
    assert found.value.problems[1].message == "请写明办公室设在哪里。"


def test_zero_is_a_value_that_may_be_printed_and_is_false(tell):
    template = "{{ transport.ships }}艘{% if not transport.ships %}，没有保障{% endif %}。"
    assert tell(template, ships(0))[-1] == "0艘，没有保障。"


def test_measures_without_a_unit_add_up_within_one_form_only(tell):
    template = '{% for group in publicity.by("form") %}{{ group.label }}{{ group.items }}、{% endfor %}。'
    items = [Publicity(form=form, items=count) for form, count in (("展板", 4), ("横幅标语", 8), ("展板", 2))]
    assert tell(template, *items)[-1] == "横幅标语8、展板6。"


def test_rows_of_different_forms_are_not_added_without_a_unit(tell):
    with pytest.raises(Exception, match="没有单位"):
        tell("{{ publicity.items }}", Publicity(form="展板", items=4), Publicity(form="横幅标语", items=8))


def test_headings_without_content_go_and_the_numbers_close_up(tell):
    template = """
        ## 没有的
        {% if placement %}
        有。
        {% endif %}
        ### 也没有的

        ## 有的
        ### 小节
        #### 小点
        {{ transport.count|measured }}。
        ### 再一节
        好。
    """
    assert tell(template, ships(1))[1:] == ["一、有的", "（一）小节", "1.小点", "1次。", "（二）再一节", "好。"]


def test_bold_works_beside_chinese_punctuation(tell, port, ledger):
    from shuangyong.report.compose import compose
    from shuangyong.report.document import Text

    made = port(told="**“八一”**走访{{ transport.count }}次。")
    document = compose(ledger(made.catalog, [made.Transport(ships=1)]), made.catalog, "summary")
    runs = document.blocks[-1].content
    assert runs[0] == Text("“八一”", bold=True)
    assert runs[1] == Text("走访")


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("开会{% if visit %}，走访{% endif %}，；联谊，。", "开会；联谊。"),
        ("（{% if visit %}走访{% endif %}）开会，", "开会。"),
        ("，开会（，3次、）。。", "开会（3次）。"),
        ("开会 3 次， 共 Windows XP 系统", "开会3次，共Windows XP系统"),
        ('"八一"前后', "“八一”前后"),
        ("A4{{ transport.count }}份", "A4 1份"),
        ("一行\n  接着一行", "一行接着一行"),
    ],
)
def test_punctuation_and_spaces_are_tidied(tell, template, printed):
    assert tell("## 甲\n" + template, ships(1))[-1] == printed


def test_what_a_person_typed_keeps_its_own_punctuation(tell):
    title = 'Windows 7，，"八一"（）'
    assert tell("{{ visit.latest.title }}。", Visit(title=title))[-1] == f"{title}。"


def test_lines_of_a_cell_become_clauses(tell):
    assert tell("{{ visit.latest.title }}。", Visit(title=" 第一条\n第二条。\r\n\n第三条\x07 "))[-1] == (
        "第一条；第二条。第三条。"
    )


@pytest.mark.parametrize(
    "typed", ["{{ 7*7 }}", "{% raw %}", "# 标题", "**粗**", "| a | b |", "\x020\x03", "*", "<b>&amp;"]
)
def test_templates_and_markup_in_cells_mean_nothing(tell, typed):
    assert tell("{{ visit.latest.title }}。", Visit(title=typed))[-1] == f"{typed.translate({2: None, 3: None})}。"


def test_numbers_of_persons_and_true_designations_are_not_printed(tell):
    template = "{{ visit.latest.partner }}：{{ visit.latest.title }}。"
    visit = Visit(partner="陆军第71集团军", title="走访张某13812345678")
    line = tell(template, visit)[-1]
    assert "71" not in line
    assert "138" not in line


def test_a_table_of_rows(tell, port, ledger):
    from shuangyong.report.compose import compose
    from shuangyong.report.document import Table, plain

    template = """
        | 活动 | 人数 |
        | --- | ---: |
        {% for row in visit %}
        | {{ row.title }} | {{ row.people }} |
        {% endfor %}
    """
    made = port(told=template)
    records = [Visit(title="a|b", people=3), Visit(title="丙", people=5)]
    table = compose(ledger(made.catalog, records), made.catalog, "summary").blocks[-1]
    assert isinstance(table, Table)
    assert (table.header, table.numeric) == (("活动", "人数"), (1,))
    assert [[plain(cell) for cell in row] for row in table.rows] == [["a|b", "3"], ["丙", "5"]]


def test_registers_count_one_a_row_unless_they_say_otherwise(tell):
    template = """
        {{ partner.partners }}
        {% for group in entitled_person.by("category") %}、{{ group.label }}{{ group.persons }}{% endfor %}。
    """
    persons = [EntitledPerson(category="民兵", persons=20), EntitledPerson(category="民兵")]
    assert tell(template, Partner(), Partner(partners=2), *persons)[-1] == "3、民兵21。"


def test_a_ratio_without_a_denominator_is_blank(tell):
    template = "{{ awareness.surveyed }}人{% if awareness.rate %}，{{ awareness.rate|percent }}{% endif %}。"
    assert tell(template, Awareness(surveyed=0, aware=0))[-1] == "0人。"


def test_an_included_file_is_one_of_the_same_plugin(port, ledger, lines_of):
    from shuangyong.report.compose import compose

    offered = 'Section(id="told", place="speciality")'
    made = port(offered, told='{% include "part.md" %}', part="{{ transport.ships|measured }}。")
    assert made.broken is None
    document = compose(ledger(made.catalog, [made.Transport(ships=2)]), made.catalog, "summary")
    assert lines_of(document)[-1] == "2艘次。"


def test_a_service_extends_what_the_core_tells(tell):
    assert any("优待服务1次" in line for line in tell("{{ totals.activity.count }}。", Service()))
