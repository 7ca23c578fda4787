"""What people call things: parts of a year, places, towns, offices, kinds of one name."""

import datetime

import pytest
from shuangyong.catalog import Catalog
from shuangyong.model.periods import Period
from shuangyong.office.publish.naming import Naming, span
from shuangyong.office.publish.narrative import report_document
from shuangyong.office.publish.reporting import by_region
from shuangyong.office.publish.standing import provisional_reasons, standing_line
from shuangyong.office.rollup.figures import Coverage, Rollup
from shuangyong.office.status.status import Status
from shuangyong.office.status.units import UnitStatus
from shuangyong.report.document import plain

TODAY = datetime.date(2027, 1, 20)


def _rollup(title: str = "李沧区双拥办", period: str = "2026", **more: object) -> Rollup:
    coverage = more.pop("coverage", Coverage(expected=3, received=3, counted=3))
    return Rollup(title=title, period=Period.parse(period), dims=(), coverage=coverage, figures=(), **more)


@pytest.fixture
def district() -> Status:
    """A street office with a community below it, a school in its area, and a bureau of the district."""
    told = (
        ("370213-XZ-001", "李沧区桑河埠街道办事处", "township", "370213051", None),
        ("370213-SQ-001", "李沧区松园台社区居民委员会", "community", "370213051001", "370213-XZ-001"),
        ("370213-XX-001", "李沧区杨桥埠中学", "school", "370213051", "370213-JY-001"),
        ("370213-JY-001", "李沧区教育局", "education", "370213", None),
    )
    units = tuple(
        UnitStatus(unit=code, name=name, sector=sector, region=region, parent=parent, expected=True, submitted=True)
        for code, name, sector, region, parent in told
    )
    return Status(period=Period(2026), today=TODAY, roster=True, units=units)


@pytest.mark.parametrize(
    ("text", "said"),
    [("2026", "2026年"), ("2026-H1", "上半年"), ("2026-H2", "下半年"), ("2026-Q3", "第三季度"), ("2026-08", "8月")],
)
def test_a_period_is_told_in_words(text: str, said: str):
    assert span(Period.parse(text)) == said


@pytest.mark.parametrize(
    ("title", "place", "issuer", "everywhere"),
    [
        ("青岛市双拥办", "青岛市", "青岛市双拥办", "全市"),
        ("平邑县双拥工作领导小组办公室", "平邑县", "平邑县双拥工作领导小组办公室", "全县"),
        ("李沧区", "李沧区", "李沧区双拥工作领导小组办公室", "全区"),
    ],
)
def test_an_office_and_its_place(title: str, place: str, issuer: str, everywhere: str, catalog: Catalog):
    naming = Naming(_rollup(title), catalog)
    assert (naming.place, naming.issuer, naming.everywhere) == (place, issuer, everywhere)


def test_a_town_bears_the_name_of_the_unit_that_others_stand_below(catalog: Catalog, district: Status):
    assert Naming(_rollup(), catalog, district).group("region:township", "370213051") == "桑河埠街道"
    assert Naming(_rollup(), catalog).group("region:township", "370213051") == "李沧区（370213051）"
    assert Naming(_rollup(), catalog, district).group("region:township", None) == "本级及未注明"


def test_the_units_of_one_county_are_counted_by_town(catalog: Catalog, district: Status):
    found = by_region(district, Naming(_rollup(), catalog, district))
    assert [(name, counts.expected) for name, counts in found] == [("桑河埠街道", 3), ("本级及未注明", 1)]


def test_choices_are_called_as_their_column_is(catalog: Catalog):
    assert Naming(_rollup(), catalog).dimension("choice:festival") == "节点"


def test_without_a_roster_nobody_knows_who_is_missing(catalog: Catalog):
    rollup = _rollup(coverage=Coverage(expected=None, received=3, counted=3))
    assert standing_line(rollup) == "报送情况：未建单位名册，应报数不明，已报3家，计入汇总3家。"
    assert provisional_reasons(rollup) == ("未建单位名册，无法核对是否报齐",)
    first = report_document(rollup, catalog, today=TODAY).blocks[0]
    assert plain(first.content) == "2026年，全区已报送双拥工作台账的单位3家，计入汇总3家。"


def test_a_final_roll_up_gives_no_reason(catalog: Catalog):
    assert provisional_reasons(_rollup()) == ()
