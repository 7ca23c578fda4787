"""Briefs: what they are about, what they say, and that they keep to one page."""

import datetime
import functools

import attrs
import pytest
from shuangyong import Awareness, Funding, PartialDate, PlanItem, Publicity, Reflection, Support, TroopService, Visit
from shuangyong.catalog import installed
from shuangyong.model.problems import ProblemsFound
from shuangyong.report.briefs.about import is_news, months, of_month, of_row
from shuangyong.report.briefs.fitting import fits
from shuangyong.report.compose import compose
from shuangyong.report.document import plain
from shuangyong.report.docx import render_docx
from shuangyong.workbook.samples import sample_ledger

DAY = PartialDate
SECTORS = [sector.id for sector in installed().sectors if sector.id in installed().samples]


def told(document):
    return [plain(block.content) for block in document.blocks]


@pytest.fixture
def bare(port):
    """A sector of ports without sections of its own."""
    return port()


def visit(day, title="“八一”前慰问驻地部队", **values):
    return Visit(date=DAY(2026, 7, day), title=title, **values)


def test_one_activity_is_told_with_when_who_what_and_figures(bare, ledger):
    made = ledger(bare.catalog, [visit(28, people=80, cash=6000, joint_with="区人武部", place="营区")])
    brief = compose(made, bare.catalog, "brief", about=of_row(made, "走访慰问!4"))
    assert brief.title == "某某港务局“八一”前夕慰问驻地部队"
    assert told(brief) == ["7月28日“八一”前夕，某某港务局会同区人武部在营区慰问驻地部队，慰问80人，慰问金6000元。"]
    assert brief.date == datetime.date(2026, 7, 28)
    assert [(figure.name, figure.text) for figure in brief.figures()] == [
        ("core.visit.people", "80"),
        ("core.visit.cash", "6000"),
    ]
    assert {source.sheet for figure in brief.figures() for source in figure.sources} == {"走访慰问"}


@pytest.mark.parametrize("place", ["走访慰问！４", "走访慰问! Ｂ４", "'走访慰问'!$B$4"])
def test_a_row_may_be_named_as_it_is_typed(bare, ledger, place):
    made = ledger(bare.catalog, [visit(28)])
    assert of_row(made, place).rows == made.rows


def test_what_was_done_before_is_counted_and_what_came_later_is_not(bare, ledger):
    made = ledger(bare.catalog, [visit(3, people=5), visit(28, people=80), visit(30, people=1000)])
    last = ledger(
        bare.catalog,
        [
            Visit(date=DAY(2025, 7, 28), title="慰问", people=70),
            Visit(date=DAY(2025, 7, 29), title="慰问", people=900),
        ],
        year=2025,
    )
    brief = compose(made, bare.catalog, "brief", last, about=of_row(made, "走访慰问！B5"))
    assert told(brief)[1] == "今年以来，走访慰问累计2次，慰问85人次。上年同期走访慰问1次，慰问70人。"


def test_a_month_is_told_by_pillar_beside_the_same_month_of_last_year(bare, ledger):
    records = [
        Funding(date=DAY(2026, 7, 1), amount=20000, purpose="走访慰问"),
        visit(28, people=80),
        visit(30, "看望烈属", households=3),
        Publicity(date=DAY(2026, 7), form="横幅标语", items=8),
        PlanItem(date=DAY(2026, 7), title="还没有办的事"),
        Visit(date=DAY(2026, 8, 1), title="八月的事"),
    ]
    made = ledger(bare.catalog, records)
    last = ledger(bare.catalog, [Visit(date=DAY(2025, 7, 2)), Visit(date=DAY(2025, 9, 2))], year=2025)
    brief = compose(made, bare.catalog, "brief", last, datetime.date(2026, 11, 2), of_month(made, 7))
    assert brief.title == "某某港务局7月围绕“八一”开展走访慰问等双拥工作"
    assert told(brief) == [
        "7月，某某港务局开展双拥活动2次，受益80人次。上年同月开展双拥活动1次。",
        "组织领导方面，安排双拥专项经费2万元，用于走访慰问。",
        "宣传教育方面，开展双拥宣传，横幅标语8条。",
        "军民共建方面，7月28日“八一”前夕慰问驻地部队，慰问80人；7月30日看望烈属，慰问3户。",
        "今年以来，累计开展双拥活动2次，受益80人次。",
    ]
    assert brief.date == datetime.date(2026, 7, 31)


@pytest.mark.parametrize(
    ("titles", "festival", "headline"),
    [
        # The date alone makes no deed one of the festival.
        (("上半年优先用血", "食堂监测"), None, "6月开展走访慰问、为部队办实事等双拥工作"),
        (("慰问老党员军属", "到营区过“七一”"), None, "6月围绕“七一”开展走访慰问等双拥工作"),
        (("慰问老党员军属", "送书"), "七一", "6月围绕“七一”开展走访慰问等双拥工作"),
    ],
)
def test_the_headline_names_a_festival_only_where_the_ledger_says_it_and_only_its_deeds(
    bare, ledger, titles, festival, headline
):
    records = [
        *(Visit(date=DAY(2026, 6, 28 + place), title=title) for place, title in enumerate(titles)),
        Support(date=DAY(2026, 6, 3), title="夏收"),
    ]
    records[0] = attrs.evolve(records[0], festival=festival)
    made = ledger(bare.catalog, records)
    assert compose(made, bare.catalog, "brief", about=of_month(made, 6)).title == f"某某港务局{headline}"


def test_two_that_are_carried_out_share_their_verb_in_the_headline(bare, ledger):
    made = ledger(bare.catalog, [Publicity(date=DAY(2026, 6), form="展板", items=3), Awareness(date=DAY(2026, 6))])
    assert compose(made, bare.catalog, "brief", about=of_month(made, 6)).title == (
        "某某港务局6月开展双拥宣传、双拥工作知晓率测评"
    )


@pytest.mark.parametrize("title", ["校领导带队到驻地部队慰问", "主要负责人看望官兵", "党组会研究双拥工作"])
def test_who_acts_for_the_unit_is_not_said_to_act_with_others(bare, ledger, title):
    made = ledger(bare.catalog, [visit(28, title, joint_with="区人武部")])
    brief = compose(made, bare.catalog, "brief", about=of_row(made, "走访慰问!4"))
    assert told(brief) == [f"7月28日，某某港务局{title}。"]


def test_what_troops_did_is_said_of_them(bare, ledger):
    made = ledger(bare.catalog, [TroopService(date=DAY(2026, 6, 10), title="帮助抢收小麦", soldiers=60)])
    brief = compose(made, bare.catalog, "brief", about=of_month(made, 6))
    assert brief.title == "驻地部队帮助抢收小麦"
    assert told(brief) == ["6月10日，驻地部队帮助抢收小麦，出动官兵60人次。"]


def test_a_sectors_kinds_read_well_without_a_word_of_its_own(bare, ledger):
    records = [
        bare.Transport(date=DAY(2026, 3, 2), title="码头装载", ships=3, loaded=120),
        bare.NightTransport(date=DAY(2026, 3, 5), ships=1),
    ]
    made = ledger(bare.catalog, records)
    brief = compose(made, bare.catalog, "brief", about=of_month(made, 3))
    assert told(brief)[1] == (
        "军民共建方面，3月2日开展军运保障（码头装载），保障船次3艘次，装载120人；3月5日开展夜间军运，保障船次1艘次。"
    )


def test_a_sectors_own_section_tells_its_kind_and_gives_the_headline(port, ledger):
    made = port(
        'Section(id="told", place="speciality", reports=("brief",))',
        told="""\
        {% for row in transport %}
        # {{ unit.name }}连夜装载

        {{ row.when }}，{{ row.ships|measured }}。{% if brief.alone %}只此一件。{% endif %}
        {% endfor %}
        """,
    )
    assert made.broken is None, made.broken
    book = ledger(made.catalog, [made.Transport(date=DAY(2026, 3, 2), ships=3)])
    brief = compose(book, made.catalog, "brief", about=of_row(book, "军运保障!4"))
    assert (brief.title, told(brief)) == ("某某港务局连夜装载", ["3月2日，3艘次。只此一件。"])


def test_a_misspelt_name_of_the_brief_is_found_at_load(port):
    made = port('Section(id="told", place="speciality", reports=("brief",))', told="{{ brief.monht }}")
    assert "brief 没有 monht，是不是 month？" in made.broken


def test_an_empty_month_names_those_that_have_something(bare, ledger):
    made = ledger(bare.catalog, [visit(28), visit(29), Visit(date=DAY(2026, 9))])
    with pytest.raises(ProblemsFound) as refused:
        of_month(made, 8)
    problem = refused.value.problems[0]
    assert problem.message == "2026年8月台账里没有可写简报的工作。"
    assert problem.fix == "有工作的月份：7月（2项）、9月（1项）。"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("走访慰问", "不是台账里的一行"),
        ("走访慰问!9", "第 9 行没有数据"),
        ("走访!4", "是不是“走访慰问”？"),
        ("走访慰问!5", "没有填写日期"),
        ("年度计划!4", "不写成简报"),
        ("问题与打算!4", "不写成简报"),
    ],
)
def test_a_row_that_makes_no_brief_is_refused(bare, ledger, place, said):
    records = [visit(28), Visit(title="哪天"), PlanItem(title="计划"), Reflection(form="存在问题", content="不足。")]
    with pytest.raises(ProblemsFound) as refused:
        of_row(ledger(bare.catalog, records), place)
    assert said in refused.value.problems[0].message


def test_private_numbers_and_designations_stay_out(bare, ledger):
    private = visit(28, "慰问第71集团军某旅，联系人电话13800138000", partner="第179旅")
    made = ledger(bare.catalog, [private])
    brief = compose(made, bare.catalog, "brief", about=of_row(made, "走访慰问!4"))
    text = brief.title + "".join(told(brief))
    assert "13800138000" not in text and "集团军" not in text and "179" not in text


@pytest.mark.parametrize("count", [12, 40, 400])
def test_a_crowded_month_says_less_of_each_and_stays_one_page(bare, ledger, count):
    records = [visit(1 + place % 28, f"走访第{place}个村的烈军属和退役军人家庭", people=3) for place in range(count)]
    made = ledger(bare.catalog, records)
    brief = compose(made, bare.catalog, "brief", about=of_month(made, 7))
    assert fits(brief)
    assert f"开展双拥活动{count}次" in "".join(told(brief))


def test_a_row_that_no_page_holds_is_named(bare, ledger):
    made = ledger(bare.catalog, [visit(28, "走访慰问" * 200)])
    with pytest.raises(ProblemsFound) as refused:
        compose(made, bare.catalog, "brief", about=of_row(made, "走访慰问!4"))
    assert (refused.value.problems[0].sheet, refused.value.problems[0].code) == ("走访慰问", "brief-too-long")


@functools.cache
def every_brief(sector):
    """Return the briefs of all months and of all rows of a sector's sample, beside the year before."""
    catalog, ledger, last = installed(), *(sample_ledger(installed(), sector, year) for year in (2026, 2025))
    abouts = [of_month(ledger, month) for month in months(ledger)]
    rows = [row for row in ledger.rows if is_news(row.kind) and row.date and row.date.year == ledger.year]
    abouts += [of_row(ledger, f"{row.sheet}!{row.number}") for row in rows]
    return [compose(ledger, catalog, "brief", last, about=about) for about in abouts]


@pytest.mark.parametrize("sector", SECTORS)
def test_every_month_and_row_of_every_sample_makes_a_brief(sector):
    briefs = every_brief(sector)
    assert len(briefs) > 35
    for brief in briefs:
        text = "".join(told(brief))
        assert fits(brief) and brief.title and not brief.title.endswith("。")
        assert text.endswith("。") and "，，" not in text and "None" not in text
        assert all(figure.sources for figure in brief.figures() if figure.amount)


@pytest.fixture(scope="module")
def printed(page_counts):
    """How many pages Word makes of each brief of each sector's sample: one run for all, for starting takes longest."""
    counts = iter(page_counts([render_docx(brief) for sector in SECTORS for brief in every_brief(sector)], "docx"))
    return {sector: [next(counts) for _ in every_brief(sector)] for sector in SECTORS}


@pytest.mark.slow
@pytest.mark.parametrize("sector", SECTORS)
def test_word_prints_every_brief_on_one_page(sector, printed):
    briefs, pages = every_brief(sector), printed[sector]
    assert pages == [1] * len(briefs), [
        (brief.title, count) for brief, count in zip(briefs, pages, strict=True) if count != 1
    ]


@pytest.mark.slow
def test_word_prints_the_fullest_brief_on_one_page(page_counts, bare, ledger):
    briefs = []
    for count in (*range(3, 12), 40):
        records = [
            visit(1 + place, f"走访第{place}个村的烈属、军属和退役军人家庭", people=3) for place in range(count % 28)
        ]
        made = ledger(bare.catalog, records, name="某某市某某区港口与口岸事务综合服务保障中心")
        briefs.append(compose(made, bare.catalog, "brief", about=of_month(made, 7)))
    assert page_counts([render_docx(brief) for brief in briefs], "docx") == [1] * len(briefs)
