"""The page: the roll-up's figures, charts that can be read without seeing, no network, no markup in data."""

import re
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from shuangyong.catalog import Catalog
from shuangyong.office.publish.page import render_page
from shuangyong.office.publish.svg import Chart, Series, bars
from shuangyong.office.rollup.figures import Figure, Rollup, Sum
from shuangyong.office.status.status import Status
from shuangyong.report.explaining import explain

VOID = ("meta", "br")


@pytest.fixture(scope="module")
def page(rollup: Rollup, catalog: Catalog, status: Status) -> str:
    return render_page(rollup, catalog, status).decode()


class _Tree(HTMLParser):
    """Holds that every element is closed in order, and collects elements and texts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(page: str) -> _Tree:
    tree = _Tree()
    tree.feed(page)
    tree.close()
    assert tree.open == []
    return tree


def test_it_is_well_formed_and_needs_nothing_else(page: str):
    elements = parsed(page).elements
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|url\(|@import", page)
    assert not [tag for tag, _ in elements if tag in ("link", "img", "iframe", "a")]
    assert [marks.get("type") for tag, marks in elements if tag == "script"] == ["application/json"]
    ids = [marks["id"] for _, marks in elements if "id" in marks]
    assert len(ids) == len(set(ids))


def test_every_figure_of_the_whole_is_the_roll_ups_and_explains_itself(page: str, rollup: Rollup, tmp_path: Path):
    whole = {figure.measure: figure for figure in rollup.figures if not figure.by}
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    explained = explain(path)
    assert len(explained) > 150
    for one in explained:
        assert not one.edited
        figure = whole[one.figure.name]
        assert one.figure.amount == figure.value * (100 if figure.denominator else 1)
        assert one.figure.sources


def test_a_changed_figure_is_named(page: str, tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text(page.replace(">569<", ">596<", 1), encoding="utf-8")
    assert [one.now for one in explain(path) if one.edited] == ["596"]


def test_charts_have_titles_descriptions_and_tables(page: str):
    charts = re.findall(r'<figure class="chart">.*?</figure>', page, re.DOTALL)
    assert len(charts) == 4
    for chart in charts:
        assert re.search(
            r'<svg [^>]*role="img" aria-labelledby="(\w+)-t \1-d"><title id="\1-t">[^<]+</title><desc id="\1-d">', chart
        )
        assert "<table>" in chart
    assert "学校102" in charts[0]


def test_bars_are_as_long_as_their_values():
    chart = Chart("x", "试", "次", "组", ("甲", "乙"), (Series("次数", "main", (Decimal(10), Decimal(5))),))
    lengths = [float(text) for text in re.findall(r'<rect [^>]*width="([0-9.]+)"', bars(chart))]
    assert lengths[0] == pytest.approx(lengths[1] * 2, abs=0.2)


def test_it_says_why_it_is_provisional(page: str, small: Rollup, catalog: Catalog):
    assert "<b>暂定</b>1家单位未报送；1家单位的台账退回修改；1组疑似重复的活动尚未裁定。" in page
    coverage = attrs.evolve(small.coverage, received=24, counted=24, returned=0, missing=())
    assert "<b>暂定</b>" not in render_page(attrs.evolve(small, coverage=coverage, undecided=()), catalog).decode()


def test_a_figure_opens_into_its_groups(page: str, rollup: Rollup):
    line = next(
        found
        for found in re.findall(r'<details class="line">.*?</details>', page, re.DOTALL)
        if "core.visit.people<" in found
    )
    for group in ("医院", "市南区", "李沧区"):
        assert group in line
    parts = {
        figure.value
        for figure in rollup.figures
        if figure.measure == "core.visit.people" and [*figure.by] == ["region"]
    }
    assert {Decimal(value) for value in re.findall(r'<data value="([0-9.]+)">', line)} >= parts


def test_data_are_never_markup(small: Rollup, catalog: Catalog):
    hostile = "<script>alert(1)</script>"
    taken = attrs.evolve(small.adjustments[0], label=hostile, actor=hostile, because=hostile)
    undecided = ({"id": "1", "grade": "高", "reasons": [hostile], "rows": [{"name": hostile}]},)
    coverage = attrs.evolve(small.coverage, missing=(("1", hostile),))
    changed = attrs.evolve(
        small, title=hostile, adjustments=(taken,), undecided=undecided, open_problems=(hostile,), coverage=coverage
    )
    page = render_page(changed, catalog).decode()
    assert hostile not in page
    assert [marks.get("type") for tag, marks in parsed(page).elements if tag == "script"] == ["application/json"]


def test_a_public_edition_lists_no_units_no_overlaps_and_no_withheld_figure(
    small: Rollup, catalog: Catalog, status: Status
):
    def hidden(figure: Figure) -> Figure:
        if figure.measure != "core.merit_notice.notices":
            return figure
        return attrs.evolve(figure, sum=Sum(Decimal(0)), units=0, records=0, suppressed=True)

    public = attrs.evolve(small, public=True, figures=tuple(map(hidden, small.figures)))
    page = render_page(public, catalog, status).decode()
    for secret in (*small.units.values(), "联欢晚会", "王主任", "某部营区", "core.merit_notice.notices"):
        assert secret not in page
    assert 'title="为保护个人信息不予公布">*</span>' in page


def test_an_empty_roll_up_is_a_page_too(small: Rollup, catalog: Catalog):
    parsed(render_page(attrs.evolve(small, figures=(), differences=(), adjustments=(), omissions=()), catalog).decode())


@pytest.mark.slow
def test_it_prints_on_paper(small: Rollup, catalog: Catalog, status: Status, rendered: Callable):
    pages = rendered(render_page(small, catalog, status), "html").texts
    assert "青岛市2026年双拥工作情况" in pages[0]
    assert "暂定" in pages[0]
    assert "看数据" not in "".join(pages)
