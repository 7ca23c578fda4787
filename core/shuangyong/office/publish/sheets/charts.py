"""图表: native charts over the cells of the other sheets, so that a changed cell changes its chart."""

from collections.abc import Sequence
from typing import Any

from ...rollup.names import ACTIVITY
from ..naming import Naming
from .look import GREY, RED, Look, Paper
from .splits import Placed

_SIZE = {"width": 620, "height": 400}
_MEASURE = f"{ACTIVITY}.count"
_TITLES = {"sector": "分行业双拥活动次数", "region": "分地区双拥活动次数", "month": "各月双拥活动次数"}
_COVERAGE = ("#5B8C5A", "#D9A441", "#9DB4C0", RED)  # on time, late, without a day, missing


class Gallery:
    """The sheet of charts, which stands second and is filled when the others are there."""

    def __init__(self, book: Any, look: Look, naming: Naming) -> None:
        self._book = book
        self._paper = Paper(book, look, "图表", [9.0] * 18)
        self._paper.title(f"{naming.place}{naming.period}双拥工作图表")
        self._paper.sheet.fit_to_pages(1, 1)
        self._placed = 0

    def add_split(self, dim: str, placed: Placed) -> None:
        """Add a chart of how often something was done, group by group."""
        if dim not in _TITLES or _MEASURE not in placed.rows:
            return
        chart = self._book.add_chart({"type": "column"})
        row = placed.rows[_MEASURE]
        chart.add_series(
            {
                "name": "活动次数",
                "categories": [placed.name, placed.header, placed.first, placed.header, placed.last],
                "values": [placed.name, row, placed.first, row, placed.last],
                "fill": {"color": RED},
                "gap": 60,
                "data_labels": {"value": True, "font": {"size": 8}},
            }
        )
        chart.set_legend({"none": True})
        self._insert(chart, _TITLES[dim], "次")

    def add_coverage(self, name: str, header: int, last: int, series: Sequence[tuple[str, int]]) -> None:
        """Add a chart of how many units of each county sent on time, late or not at all."""
        chart = self._book.add_chart({"type": "column", "subtype": "stacked"})
        for (label, column), colour in zip(series, _COVERAGE, strict=True):
            chart.add_series(
                {
                    "name": label,
                    "categories": [name, header + 1, 0, last, 0],
                    "values": [name, header + 1, column, last, column],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )
        chart.set_legend({"position": "bottom"})
        self._insert(chart, "分地区报送情况", "家")

    def _insert(self, chart: Any, title: str, unit: str) -> None:
        chart.set_title({"name": f"{title}（{unit}）", "name_font": {"size": 12, "bold": False}, "overlay": False})
        chart.set_x_axis({"num_font": {"size": 9}, "line": {"color": GREY}})
        axis = {"num_font": {"size": 9}, "major_gridlines": {"visible": True, "line": {"color": "#E5E5E5"}}}
        chart.set_y_axis(
            {**axis, "name": unit, "name_font": {"size": 9, "bold": False}, "num_format": "#,##0", "min": 0}
        )
        chart.set_size(_SIZE)
        row, column = divmod(self._placed, 2)
        self._paper.sheet.insert_chart(2 + row * 19, column * 9, chart, {"description": title})
        self._placed += 1
