"""Whole documents: who tells which row, what stands where, and what the statistics say."""

import datetime
from decimal import Decimal

import pytest
from shuangyong import (
    Awareness,
    Commendation,
    Document,
    Gathering,
    LeadingGroup,
    MeritNotice,
    PartialDate,
    PlanItem,
    Publicity,
    Reflection,
    Support,
    TrainingSupport,
    Visit,
)
from shuangyong.model.kinds import CORE
from shuangyong.report.claims import claims
from shuangyong.report.compose import compose
from shuangyong.report.dating import dated
from shuangyong.report.document import FigureRun, Source, plain

DAY = PartialDate


@pytest.fixture
def bare(port):
    """A sector that has kinds and no section: the core tells everything."""
    return port()


def text(document, lines_of):
    return "\n".join(lines_of(document))


def table(document, number=0):
    """Return the lines of a statistics table, the pillars one after the other."""
    blocks = document.attachments[number].blocks if document.attachments else document.blocks
    return [[plain(cell) for cell in row] for block in blocks for row in block.rows]


def test_a_document_names_the_unit_the_year_and_who_it_is_for(bare, ledger):
    made = ledger(bare.catalog, [Visit()], addressee="某某区双拥办")
    titles = [compose(made, bare.catalog, kind).title for kind in ("summary", "plan", "table")]
    assert titles == ["某某港务局2026年双拥工作总结", "某某港务局2026年双拥工作计划", "某某港务局2026年双拥工作统计表"]
    document = compose(made, bare.catalog, "summary")
    assert (document.issuer, document.addressee) == ("某某港务局", "某某区双拥办")
    assert document.ledgers == (("台账.xlsx", "0" * 64),)


@pytest.mark.parametrize("filled", [None, DAY(2026, 12)])
def test_a_document_without_a_full_date_bears_the_day_it_is_made(bare, ledger, filled):
    today = datetime.date(2026, 12, 31)
    document = compose(ledger(bare.catalog, [], filled=filled), bare.catalog, "summary", today=today)
    assert document.date == today


def test_a_plan_bears_the_date_of_the_years_plan_and_nothing_is_dated_in_silence(bare, ledger):
    today = datetime.date(2026, 12, 31)
    papers = [
        Document(title="上年计划", form="计划", date=DAY(2025, 2, 1)),
        Document(title="补充计划", form="计划", date=DAY(2026, 5, 6)),
        Document(title="计划", form="计划", date=DAY(2026, 2, 3)),
        Document(title="月份不全的计划", form="计划", date=DAY(2026, 1)),
        Document(title="通知", form="通知", date=DAY(2026, 1, 2)),
    ]
    full = ledger(bare.catalog, papers)
    assert compose(full, bare.catalog, "plan").date == datetime.date(2026, 2, 3)
    assert dated(full, "plan") == (datetime.date(2026, 2, 3), True)
    assert dated(full, "summary") == (datetime.date(2026, 12, 20), True)
    assert dated(ledger(bare.catalog, []), "plan") == (datetime.date(2026, 12, 20), True)
    assert dated(ledger(bare.catalog, [], filled=DAY(2026, 12)), "plan", today) == (today, False)


def test_an_empty_ledger_is_said_to_be_empty(bare, ledger, lines_of):
    made = ledger(bare.catalog, [])
    assert lines_of(compose(made, bare.catalog, "summary")) == ["2026年，我港没有需要报告的双拥工作。"]
    assert lines_of(compose(made, bare.catalog, "plan")) == ["我港2026年台账还没有登记双拥工作计划。"]
    assert compose(made, bare.catalog, "table").blocks == ()
    assert compose(made, bare.catalog, "summary").attachments == ()


def test_a_ledger_of_one_row_has_one_section(bare, ledger, lines_of):
    document = compose(ledger(bare.catalog, [Visit(people=3, date=DAY(2026, 2, 10))]), bare.catalog, "summary")
    assert lines_of(document) == [
        "2026年，我港共开展双拥活动1次，受益3人次。现将全年双拥工作情况总结如下：",
        "一、密切军民关系，办好拥军实事",
        "开展走访慰问1次（春节期间1次），慰问3人。",
    ]


def test_every_core_kind_is_told_by_a_core_section_with_the_kinds_that_extend_it(bare):
    told = claims(bare.catalog, "port", "summary")
    for kind in bare.catalog.kinds.values():
        if kind.namespace == CORE:
            assert kind in told.own, f"no section names {kind}"
            assert kind in told.whole, f"a kind that extends {kind} would be told nowhere"


def test_a_sectors_own_kind_is_told_by_the_core_until_the_sector_does(bare, port, ledger, lines_of):
    records = [bare.Transport(ships=2)]
    assert "其中军运保障1次" in text(compose(ledger(bare.catalog, records), bare.catalog, "summary"), lines_of)


def test_a_sectors_section_takes_the_rows_from_the_core(port, ledger, lines_of):
    made = port(told="## 军运\n保障{{ transport.ships|measured }}。")
    records = [made.Transport(ships=2), made.NightTransport(ships=5), Support(matters=1)]
    told = text(compose(ledger(made.catalog, records), made.catalog, "summary"), lines_of)
    assert "保障2艘次。" in told
    assert "围绕部队所需开展拥军活动2次，办成实事1件；其中夜间军运1次。" in told


def test_all_takes_the_kinds_that_extend_it_too(port, ledger, lines_of):
    made = port(told="## 军运\n保障{{ transport.all.ships|measured }}。")
    records = [made.Transport(ships=2), made.NightTransport(ships=5)]
    told = text(compose(ledger(made.catalog, records), made.catalog, "summary"), lines_of)
    assert "保障7艘次。" in told
    assert "围绕部队" not in told


def test_the_nearest_section_tells_a_row(port, ledger, lines_of):
    made = port(night="夜间{{ night_transport.count|measured }}。", day="军运{{ transport.all.count|measured }}。")
    records = [made.Transport(ships=2), made.NightTransport(ships=5), TrainingSupport(trainees=9)]
    told = text(compose(ledger(made.catalog, records), made.catalog, "summary"), lines_of)
    assert "夜间1次。" in told
    assert "军运1次。" in told
    assert "为部队举办培训1次，培训9人次。" in told


def test_a_kind_that_nobody_names_is_told_with_its_figures(bare, ledger, lines_of):
    document = compose(ledger(bare.catalog, [bare.Berth(), bare.Berth(berths=2)]), bare.catalog, "summary")
    assert lines_of(document)[-2:] == ["一、其他工作", "码头：码头数3个。"]


def test_every_row_is_told_exactly_once(port, ledger):
    made = port(told="{{ transport.all.count }}{{ visit.count }}", plan="")
    kinds = made.catalog.kinds_of("port")
    told = claims(made.catalog, "port", "summary")
    rows = ledger(made.catalog, [Visit(), MeritNotice(), Support(), made.NightTransport(), made.Berth()]).rows
    for row in rows:
        parts = [
            part
            for part in told.parts
            for kind in kinds
            if row in told.own_rows(part, kind, rows) or row in told.all_rows(part, kind, rows)
        ]
        expected = 0 if row.kind.id == "berth" else 1
        assert len(set(map(id, parts))) == expected, row.kind.name
    assert [kind.id for kind in told.untold(rows)] == ["berth"]


def test_neighbouring_sections_share_a_heading_that_says_the_same(port, ledger, lines_of):
    made = port(first="## 军运\n{{ transport.count }}次。", second="## 军运\n### 夜间\n{{ night_transport.count }}次。")
    records = [made.Transport(), made.NightTransport()]
    lines = lines_of(compose(ledger(made.catalog, records), made.catalog, "summary"))
    assert lines[-4:] == ["一、军运", "1次。", "（一）夜间", "1次。"]


def test_a_section_may_take_the_place_of_one_of_the_core(port, ledger, lines_of):
    made = port('Section(id="start", place="opening", replaces="core.opening")', start="我港的话。")
    assert lines_of(compose(ledger(made.catalog, []), made.catalog, "summary")) == ["我港的话。"]


def test_problems_and_intentions_have_their_own_headings(bare, ledger, lines_of):
    records = [
        Reflection(form="存在问题", content="形式不多。"),
        Reflection(form="下一步打算", content="增加次数"),
        Reflection(form="下一步打算", content="完善台账"),
    ]
    lines = lines_of(compose(ledger(bare.catalog, records), bare.catalog, "summary"))
    assert lines[1:] == ["一、存在的问题", "形式不多。", "二、下一步打算", "一是增加次数；二是完善台账。"]


def test_figures_are_numbered_in_reading_order_and_know_their_cells(bare, ledger):
    made = ledger(bare.catalog, [Visit(people=3), Visit(people=4)])
    document = compose(made, bare.catalog, "summary")
    figures = document.figures()
    assert [figure.ordinal for figure in figures] == list(range(1, len(figures) + 1))
    people = next(figure for figure in figures if figure.name == "core.visit.people")
    assert (people.label, people.text, people.amount, people.unit) == ("走访慰问·慰问人数", "7", Decimal(7), "人次")
    assert people.sources == (Source("台账.xlsx", "走访慰问", "E4", "3"), Source("台账.xlsx", "走访慰问", "E5", "4"))


def test_a_figure_that_is_counted_from_parts_names_their_cells(bare, ledger):
    made = ledger(bare.catalog, [Visit(cash=Decimal("100.50"), goods_value=Decimal(20))])
    spending = next(
        figure for figure in compose(made, bare.catalog, "summary").figures() if figure.name == "core.activity.spending"
    )
    assert (spending.text, [source.cell for source in spending.sources]) == ("120.5", ["H4", "O4"])


def test_what_is_done_is_told_from_the_cells_that_say_so(bare, ledger):
    items = [PlanItem(title="甲", result="未完成"), PlanItem(title="乙", result="完成"), PlanItem(title="丙")]

    def sources(records):
        figures = compose(ledger(bare.catalog, records), bare.catalog, "table").figures()
        done = next(figure for figure in figures if figure.name == "core.plan_item.done")
        return done.text, [(source.cell, source.value) for source in done.sources]

    assert sources(items) == ("1", [("G5", "完成")])
    assert sources(items[:1]) == ("0", [("G4", "未完成")])


def test_a_figure_of_last_year_names_last_years_file(bare, ledger):
    last = ledger(bare.catalog, [Visit(people=9)], year=2025, file="去年.xlsx")
    document = compose(ledger(bare.catalog, [Visit(people=3)]), bare.catalog, "summary", last)
    files = {source.file for figure in document.figures() if figure.text == "9" for source in figure.sources}
    assert files == {"去年.xlsx"}
    assert document.ledgers[1][0] == "去年.xlsx"


def test_personal_numbers_are_masked_in_the_record_of_sources(bare, ledger):
    made = ledger(bare.catalog, [Visit(title="走访13812345678")])
    values = [source.value for figure in compose(made, bare.catalog, "summary").figures() for source in figure.sources]
    assert values
    assert not any("138" in value for value in values)


def test_the_statistics_list_what_has_a_value_by_pillar(bare, ledger):
    records = [
        LeadingGroup(leader="甲", members=9, deputies=2),
        Awareness(surveyed=200, aware=187),
        Visit(people=3),
        Publicity(form="横幅标语", items=8),
        Publicity(form="展板", items=4),
    ]
    made = ledger(bare.catalog, records, approx=("people",), nil=("core.gathering",))
    document = compose(made, bare.catalog, "table")
    assert [block.caption for block in document.blocks] == ["组织机构", "宣传教育", "军民共建"]
    assert table(document) == [
        ["双拥工作领导小组", "副组长数", "人", "2"],
        ["双拥工作领导小组", "成员数", "人", "9"],
        ["宣传", "数量（横幅标语）", "", "8"],
        ["宣传", "数量（展板）", "", "4"],
        ["知晓率测评", "测评人数", "人", "200"],
        ["知晓率测评", "知晓人数", "人", "187"],
        ["知晓率测评", "知晓率", "%", "93.5"],
        ["走访慰问", "次数", "次", "1"],
        ["走访慰问", "慰问人数", "人", "约3"],
        ["走访慰问", "受益人次", "人次", "约3"],
        ["联谊活动", "零报告", "", "无"],
    ]


def test_the_statistics_put_last_year_beside_this_one(bare, ledger):
    last = ledger(bare.catalog, [Visit(people=9), Gathering()], year=2025)
    rows = table(compose(ledger(bare.catalog, [Visit(people=3)]), bare.catalog, "table", last))
    assert ["走访慰问", "慰问人数", "人", "3", "9"] in rows
    assert ["联谊活动", "次数", "次", "—", "1"] in rows


def test_a_kind_counts_the_rows_of_those_that_extend_it_and_both_lines_say_so(bare, ledger):
    records = [Support(spending=Decimal(10)), TrainingSupport(spending=Decimal(5)), bare.NightTransport(ships=2)]
    document = compose(ledger(bare.catalog, records), bare.catalog, "table")
    lines = table(document)
    assert ["为部队办实事（合计）", "次数", "次", "3"] in lines
    assert ["为部队办实事（合计）", "投入经费", "元", "15"] in lines
    assert ["培训拥军（已计入为部队办实事）", "投入经费", "元", "5"] in lines
    # The kind between them has no row of its own and but one heir with any: no line says it again.
    assert not [line for line in lines if line[0].startswith("军运保障")]
    count = next(figure for figure in document.figures() if figure.name == "core.support.count")
    assert len(count.sources) == 3


def test_a_kind_that_only_its_heirs_have_rows_of_is_no_nil_report(bare, ledger):
    made = ledger(bare.catalog, [TrainingSupport()], nil=("core.support", "core.gathering"))
    lines = table(compose(made, bare.catalog, "table"))
    assert lines == [["培训拥军", "次数", "次", "1"], ["联谊活动", "零报告", "", "无"]]


def test_a_summary_has_its_statistics_attached(bare, ledger):
    document = compose(ledger(bare.catalog, [Visit(people=3)]), bare.catalog, "summary")
    assert [attachment.title for attachment in document.attachments] == ["某某港务局2026年双拥工作统计表"]
    assert any(isinstance(run, FigureRun) for run in document.attachments[0].blocks[0].rows[0][3])


def test_a_plan_tells_its_activities_by_pillar_with_last_years_figures(bare, ledger, lines_of):
    items = [
        PlanItem(title="走访驻军", category="走访慰问", date=DAY(2026, 7), responsible="院办"),
        PlanItem(title="保障军运", category="军运保障", target="保障5艘次"),
        PlanItem(title="开好领导小组会", category="会议"),
        PlanItem(title="别的事", category="没有这一类"),
        PlanItem(title="还有事"),
    ]
    last = ledger(bare.catalog, [Visit(people=5), bare.Transport(ships=1)], year=2025)
    lines = lines_of(compose(ledger(bare.catalog, items), bare.catalog, "plan", last))
    assert lines == [
        "为做好2026年双拥工作，我港计划安排双拥活动5项。上年开展双拥活动2次，受益5人次。具体安排如下：",
        "一、加强组织领导",
        "开好领导小组会。",
        "二、密切军民关系",
        "一是走访驻军（时间：7月；责任部门：院办；上年走访慰问1次，受益5人次）。",
        "二是保障军运，保障5艘次（上年军运保障1次）。",
        "三、其他工作",
        "一是别的事。",
        "二是还有事。",
    ]


def test_a_plan_says_what_last_years_count_holds_and_counts_nothing_that_stands(bare, ledger, lines_of):
    items = [PlanItem(title="走访", category="走访慰问"), PlanItem(title="开放码头", category="常设码头")]
    records = [Visit(people=5), MeritNotice(people=1), bare.Quay(quays=2, beneficiaries=40)]
    last = ledger(bare.catalog, records, year=2025)
    lines = lines_of(compose(ledger(bare.catalog, items), bare.catalog, "plan", last))
    assert "走访（上年走访慰问2次，含送立功喜报1次，受益6人次）。" in lines
    assert "开放码头（上年常设码头受益40人次）。" in lines


def test_papers_of_earlier_years_are_not_told_as_this_years(bare, ledger, lines_of):
    old = Document(title="优待办法", date=DAY(2024, 3, 1))
    new = [Document(title="年度方案", date=DAY(2026, 3, 1)), Document(title="职责")]

    def told(records):
        return lines_of(compose(ledger(bare.catalog, records), bare.catalog, "summary"))[-1]

    kept = "往年双拥工作文件1份"
    assert told([old, *new]) == f"建立双拥工作文件2份：《年度方案》、《职责》；另有{kept}继续执行：《优待办法》。"
    assert told([old]) == f"继续执行{kept}：《优待办法》。"
    assert told(new) == "建立双拥工作文件2份：《年度方案》、《职责》。"


def test_the_date_of_the_leading_group_is_said_as_the_ledger_knows_it(bare, ledger, lines_of):
    group = LeadingGroup(leader="甲", date=DAY(2026, 3, 2))
    lines = lines_of(compose(ledger(bare.catalog, [group]), bare.catalog, "summary"))
    assert lines[-1] == "双拥工作领导小组（3月2日成立或调整）由甲任组长。"


def test_a_plan_section_draws_the_activities_of_its_labels(port, ledger, lines_of):
    offered = 'Section(id="told", place="speciality", reports=("plan",), plans=("军运保障",))'
    template = '## 军运计划\n{% for row in plan.items("军运保障", "夜间军运") %}{{ row.title }}、{% endfor %}。'
    made = port(offered, told=template)
    items = [
        PlanItem(title="甲", category="军运保障"),
        PlanItem(title="乙", category="夜间军运"),
        PlanItem(title="丙", category="为部队办实事"),
    ]
    lines = lines_of(compose(ledger(made.catalog, items), made.catalog, "plan"))
    assert lines[1:] == ["一、军运计划", "甲、乙。", "二、密切军民关系", "丙。"]


def test_an_honour_is_said_with_its_level(bare, ledger, lines_of):
    honours = [
        Commendation(date=DAY(2026, 8, 1), level="市", honour="爱国拥军模范单位"),
        Commendation(level="县", honour="双拥先进单位"),
        Commendation(level="本单位", honour="先进个人", individuals=2),
    ]
    lines = lines_of(compose(ledger(bare.catalog, honours), bare.catalog, "summary"))
    assert (
        lines[-1]
        == "8月1日，获市级“爱国拥军模范单位”荣誉；获县（区）级“双拥先进单位”荣誉；获本单位“先进个人”荣誉，先进个人2名。"
    )


def test_the_same_ledger_gives_the_same_document(bare, ledger):
    made = ledger(bare.catalog, [Visit(people=3), Gathering()])
    assert compose(made, bare.catalog, "summary") == compose(made, bare.catalog, "summary")
