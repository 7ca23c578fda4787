"""The report on a roll-up: every number is the roll-up's, every sentence has data, any sector is told."""

import datetime
import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib.metadata import EntryPoint
from pathlib import Path

import attrs
import pytest
from shuangyong.catalog import Catalog, load
from shuangyong.model.closure import STATES
from shuangyong.model.periods import Period
from shuangyong.office.publish.narrative import report_document
from shuangyong.office.rollup.figures import Coverage, Figure, Plans, Rollup, Sum
from shuangyong.office.status.status import Status
from shuangyong.report.document import Document, FigureRun, Heading, Inlines, Table, plain
from shuangyong.report.docx import render_docx
from shuangyong.report.docx_figures import read_docx_figures

TODAY = datetime.date(2027, 1, 20)
PORT = '''
from shuangyong import Sector, Service, Support, hookimpl, measure, ratio, record


@record("军运保障")
class Convoy(Support):
    """Military transports handled by the port."""

    ships: int | None = measure("保障船次数", unit="艘次")
    berths: int | None = measure("军用泊位数", unit="个")
    prompt: int | None = measure("准点船次数", unit="艘次", at_most="ships")
    punctuality = ratio("准点率", of="prompt", to="ships")


@record("军人候船室")
class Lounge(Service):
    """Waiting rooms for soldiers."""

    rooms: int | None = measure("候船室数", unit="间", stock=True)


@hookimpl
def sectors():
    return [Sector(id="port", label="港口", units="港口企业", self_name="我港")]


@hookimpl
def record_kinds():
    return [Convoy, Lounge]
'''


@pytest.fixture(scope="module")
def document(rollup: Rollup, catalog: Catalog, status: Status) -> Document:
    return report_document(rollup, catalog, status, today=TODAY)


def lines(document: Document) -> list[str]:
    return [
        block.number + plain(block.content) if isinstance(block, Heading) else plain(block.content)
        for block in document.blocks
    ]


def tables(document: Document) -> list[Table]:
    return [block for one in document.attachments for block in one.blocks if isinstance(block, Table)]


def _amount(measure: str, amount: str, **more: object) -> Figure:
    return Figure(measure=measure, by={}, sum=Sum(Decimal(amount)), units=2, records=3, **more)


def _of(figures: list[Figure], **more: object) -> Rollup:
    coverage = Coverage(expected=2, received=2, counted=2)
    given = {"title": "滨海市", "period": Period(2026), "dims": (), "coverage": coverage, **more}
    return Rollup(figures=tuple(figures), **given)


def test_it_is_titled_and_signed_as_an_office_does(document: Document):
    assert document.title == "青岛市2026年双拥工作情况报告"
    assert document.issuer == "青岛市双拥办"
    assert document.date == TODAY


def test_an_office_that_is_named_by_its_place_signs_with_its_full_name(catalog: Catalog):
    document = report_document(_of([], period=Period.parse("2026-H1")), catalog, today=TODAY)
    assert (document.title, document.issuer) == ("滨海市2026年上半年双拥工作情况报告", "滨海市双拥工作领导小组办公室")


def test_it_tells_the_pillars_in_the_order_of_real_reports(document: Document):
    headings = [plain(block.content) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "总体情况",
        "组织领导和机构建设",
        "宣传教育",
        "军民共建",
        "优抚优待",
        "报送与数据质量",
        "存在的问题",
        "下一步工作",
    ]


def test_every_number_is_the_roll_ups(document: Document, rollup: Rollup, catalog: Catalog):
    nets: dict[str, set[Decimal]] = {}
    for figure in rollup.figures:
        if len(figure.by) < 2 and figure.value is not None:
            scale = 100 if figure.denominator else 1
            nets.setdefault(figure.measure, set()).add(figure.value * scale)
    for printed in document.figures():
        assert printed.amount in nets[printed.name], printed
        assert printed.text == f"{'约' if printed.approx else ''}{format(printed.amount.normalize(), ',f')}"


def test_the_figures_of_the_whole_are_printed_with_their_net(document: Document, rollup: Rollup):
    whole = {
        figure.measure: figure.value * (100 if figure.denominator else 1)
        for figure in rollup.figures
        if not figure.by and figure.value is not None
    }
    told = {figure.name: figure.amount for figure in document.figures() if "（" not in figure.label}
    assert len(told) > 100
    assert told == {name: whole[name] for name in told}


def test_figures_are_numbered_as_they_are_read(document: Document):
    def runs() -> Iterator[Inlines]:
        yield from (block.content for block in document.blocks if not isinstance(block, Table))
        yield from (cell for table in tables(document) for row in table.rows for cell in row)

    ordinals = [run.figure.ordinal for content in runs() for run in content if isinstance(run, FigureRun)]
    assert ordinals == sorted(set(ordinals))


def test_word_gives_every_figure_back_unedited(document: Document):
    found = read_docx_figures(render_docx(document))
    assert [figure.ordinal for figure, _ in found] == [figure.ordinal for figure in document.figures()]
    assert all(now == figure.text for figure, now in found)


def test_it_opens_with_who_reported_and_why_it_is_provisional(document: Document):
    first, second, third, *_ = lines(document)
    assert first.startswith(
        "2026年，全市应报送双拥工作台账的单位24家，已报送23家，计入汇总22家，退回修改1家，未报送1家，"
    )
    assert first.endswith("涉及8个行业、3个县（市、区）。")
    assert second.startswith(
        "因1家单位未报送、1家单位的台账退回修改、1组疑似重复的活动尚未裁定，本报告所列数字为暂定数"
    )
    assert third == "现将全市2026年双拥工作情况报告如下："


def test_core_measures_stand_in_whole_sentences_beside_last_years(document: Document):
    told = lines(document)
    assert any(
        line.startswith("全市各单位全年开展双拥活动569次，比上年减少10次；参加约1,013,492人次，比上年增加约")
        for line in told
    )
    assert any(
        line.startswith("开展走访慰问65次，与上年持平；慰问单位192个") and "慰问金约304,400元" in line for line in told
    )
    assert any("知晓率90%，比上年下降0.4个百分点" in line for line in told)


def test_what_sectors_add_is_told_from_labels(document: Document):
    told = "\n".join(lines(document))
    assert (
        "医院开展征兵体检6次，体检4,221人次，合格2,925人次，投入医务人员1,242人次，合格率69.3%；医疗技术培训6次" in told
    )
    assert "军人优先服务方面，优先窗口54个，军人病房18间" in told
    assert "结对帮扶方面，结对102对" in told
    assert "优抚对象建档852份" in told


def test_a_sector_that_nobody_knew_is_told_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "plugin_port.py").write_text(PORT, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    catalog = load(
        [EntryPoint("core", "shuangyong.kinds", "shuangyong"), EntryPoint("port", "plugin_port", "shuangyong")]
    )
    figures = [
        _amount("port.convoy.count", "7"),
        _amount("port.convoy.ships", "20"),
        _amount("port.convoy.prompt", "19"),
        _amount("port.convoy.beneficiaries", "300"),
        _amount("port.convoy.punctuality", "19", denominator=Sum(Decimal(20))),
        _amount("port.lounge.count", "2"),
        _amount("port.lounge.rooms", "4"),
    ]
    told = lines(report_document(_of(figures), catalog, today=TODAY))
    assert "港口开展军运保障7次，保障船次20艘次，准点船次19艘次，受益300人次，准点率95%。" in told
    assert "港口军人候船室4间。" in told


def test_no_sentence_without_data(catalog: Catalog):
    told = lines(report_document(_of([]), catalog, today=TODAY))
    assert told == [
        "2026年，全市应报送双拥工作台账的单位2家，已报送2家，计入汇总2家。",
        "现将全市2026年双拥工作情况报告如下：",
    ]


def test_a_kind_with_nothing_but_zeros_is_not_told(catalog: Catalog):
    told = "".join(lines(report_document(_of([_amount("core.visit.count", "0")]), catalog, today=TODAY)))
    assert "走访" not in told


@pytest.mark.parametrize(
    "form", ["[，、；：。]{2}", "None|nan|Undefined", "\\{|\\}", "  ", "（）", "[，；：、]$(?<!：)", "^[，、；。]"]
)
def test_it_reads_clean(document: Document, form: str):
    for line in lines(document):
        assert not re.search(form, line), line


def test_what_is_counted_twice_is_told_with_gross_and_net(document: Document):
    told = "".join(lines(document))
    assert "同一活动裁定核减1项。双拥活动上报570次，核减1次，净数569次" in told
    assert "投入经费上报4,499,420元" not in told  # an approximate total says so
    assert "投入经费上报约4,499,420元，核减1,200.5元，净数约4,498,219.5元" in told


def test_problems_and_what_follows_stand_on_data_only(document: Document, catalog: Catalog):
    told = lines(document)
    problems = told[told.index("七、存在的问题") + 1 : told.index("八、下一步工作")]
    mends = told[told.index("八、下一步工作") + 1 :]
    assert len(problems) == len(mends) == 6
    assert problems[0] == "一是1家单位尚未报送台账（市北区第一乡镇街道）。"
    assert mends[0] == "一是督促未报送的1家单位补报，补报后重新汇总。"
    assert "七、存在的问题" not in lines(report_document(_of([_amount("core.visit.count", "2")]), catalog, today=TODAY))


def test_another_number_of_units_than_last_year_is_said(catalog: Catalog):
    rollup = _of(
        [_amount("core.visit.count", "5", last=Decimal(3))], last_coverage=Coverage(expected=2, received=1, counted=1)
    )
    told = lines(report_document(rollup, catalog, today=TODAY))
    assert "上年计入汇总1家，以下与上年的比较，按两年各自实际报送的单位计算。" in told[0]
    assert "开展走访慰问5次，比上年增加2次。" in told


def test_a_public_edition_tells_nothing_withheld_and_names_nobody(rollup: Rollup, catalog: Catalog, status: Status):
    def hidden(figure: Figure) -> Figure:
        if not figure.measure.startswith("core.visit."):
            return figure
        return attrs.evolve(figure, sum=Sum(Decimal(0)), units=0, records=0, suppressed=True)

    public = attrs.evolve(rollup, public=True, figures=tuple(map(hidden, rollup.figures)))
    document = report_document(public, catalog, status, today=TODAY)
    told = "".join(lines(document))
    assert "走访慰问65" not in told
    assert not [figure for figure in document.figures() if figure.name.startswith("core.visit.")]
    cells = [plain(row[3]) for table in tables(document) for row in table.rows if plain(row[1]) == "慰问户数"]
    assert cells == ["*"]
    for name in rollup.units.values():
        assert name not in told


def test_parts_and_whole_stand_in_the_attachments(document: Document, rollup: Rollup):
    titles = [one.title for one in document.attachments]
    assert titles == [f"青岛市2026年双拥工作{name}" for name in ("统计表", "分行业统计表", "分地区统计表")]
    scale = next(table for table in tables(document) if table.caption == "活动规模")
    rows = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in scale.rows}
    assert rows["跨行业核减"][:2] == ["-1", "-40"]
    assert rows["全市"][0] == "569"


def test_few_units_are_named_as_a_figures_sources(catalog: Catalog):
    figures = [_amount("core.visit.count", "3")]
    figures += [
        attrs.evolve(_amount("core.visit.count", amount), by={"unit": unit})
        for unit, amount in (("A", "1"), ("B", "2"))
    ]
    document = report_document(_of(figures, units={"A": "甲医院", "B": "乙学校"}), catalog, today=TODAY)
    assert [(one.file, one.value) for one in document.figures()[0].sources] == [("甲医院", "1"), ("乙学校", "2")]


@pytest.mark.slow
def test_it_prints_as_an_official_document(document: Document, rendered: Callable):
    pages = rendered(render_docx(document), "docx").texts
    assert "一、总体情况" in pages[0]
    assert any(page.strip().startswith("附件") for page in pages)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_missing_or_withheld_the_rest_is_told(seed: int, small: Rollup, catalog: Catalog):
    chance = random.Random(seed)

    def maybe(figure: Figure) -> Figure | None:
        fate = chance.choice(("kept", "gone", "zero", "hidden"))
        if fate == "kept":
            return figure
        nothing = attrs.evolve(figure, sum=Sum(Decimal(0)), last=chance.choice((None, Decimal(5))))
        return {"gone": None, "zero": nothing, "hidden": attrs.evolve(nothing, suppressed=True)}[fate]

    figures = tuple(figure for one in small.figures if (figure := maybe(one)))
    told = lines(report_document(attrs.evolve(small, figures=figures), catalog, today=TODAY))
    assert not [line for line in told if re.search("[，、；：。]{2}|None|^[，、；。]|[，；、]$", line)]


def test_a_part_of_a_year_is_held_against_the_same_part_of_last_year(catalog: Catalog):
    figures = [_amount("core.visit.count", "5", last=Decimal(3))]
    half = _of(figures, period=Period.parse("2026-H1"), plans=_planned(undone=4))
    told = "".join(lines(report_document(half, catalog, today=TODAY)))
    assert "开展走访慰问5次，比上年同期增加2次。" in told
    assert "各单位上半年计划安排工作4项，未完成4项，完成率0%。" in told
    assert "上半年计划4项中，尚有4项没有完成" in told


def _planned(**more: int) -> tuple[Plans, ...]:
    """Return plans of the whole: ``done=7, partly=2, undone=0, cancelled=0, unsaid=3``."""
    names = ("done", "partly", "undone", "cancelled", "unsaid")
    amounts = dict(zip((*STATES, None), (more.get(name, 0) for name in names), strict=True))
    figure = _amount("core.plan_item.planned", str(sum(amounts.values())))
    states = {
        state: attrs.evolve(figure, by={"choice:result": state}, sum=Sum(Decimal(amount)), records=amount)
        for state, amount in amounts.items()
    }
    return (Plans(by={}, planned=figure, states=states),)


def test_plans_are_told_by_what_came_of_them_and_a_blank_is_no_failure(catalog: Catalog):
    planned = _planned(done=7, partly=1, cancelled=1, unsaid=3)
    told = "".join(lines(report_document(_of([], plans=planned), catalog, today=TODAY)))
    sentence = "计划安排工作12项，完成7项，部分完成1项，取消1项，3项没有填写完成情况，完成率58.33%。"
    assert f"各单位年度{sentence}" in told
    assert "年度计划12项中，尚有2项没有完成（含部分完成和取消的）" in told
    assert "年度计划12项中，尚有3项没有填写完成情况" in told


def test_plans_of_which_nothing_is_said_are_not_called_undone(catalog: Catalog):
    told = "".join(lines(report_document(_of([], plans=_planned(unsaid=12)), catalog, today=TODAY)))
    assert "各单位年度计划安排工作12项，12项没有填写完成情况。" in told
    assert "没有完成" not in told
    assert "完成率" not in told


def test_none_done_of_what_something_is_said_of_is_a_rate_of_nothing(catalog: Catalog):
    told = "".join(lines(report_document(_of([], plans=_planned(undone=1, unsaid=2)), catalog, today=TODAY)))
    assert "计划安排工作3项，未完成1项，2项没有填写完成情况，完成率0%。" in told


def test_what_is_counted_twice_is_in_no_number_of_plans(catalog: Catalog):
    (whole,) = _planned(done=8, undone=4)
    done = attrs.evolve(whole.done, sum=Sum(Decimal(8), Decimal(-2)))
    net = attrs.evolve(
        whole,
        planned=attrs.evolve(whole.planned, sum=Sum(Decimal(12), Decimal(-2))),
        states={**whole.states, "完成": done},
    )
    told = "".join(lines(report_document(_of([], plans=(net,)), catalog, today=TODAY)))
    assert "计划安排工作10项，完成6项，未完成4项，完成率60%。" in told
    assert "年度计划10项中，尚有4项没有完成" in told
