"""Figures beside last year's: only two that are there can differ much."""

from decimal import Decimal

import pytest
from shuangyong.web import comparing
from shuangyong.web.comparing import _large


@pytest.mark.parametrize(
    ("now", "last", "large"), [(None, 500, False), (500, None, False), (500, 100, True), (100, 90, False)]
)
def test_a_figure_that_is_missing_differs_from_nothing(monkeypatch, now, last, large):
    cells = {"now": now, "last": last}
    monkeypatch.setattr(comparing, "_figures", lambda cell: iter([cell] if cells[cell] is not None else []))
    monkeypatch.setattr(comparing, "_amount", lambda cell: Decimal(cells[cell] or 0))
    assert _large("now", "last") is large
