"""``explain`` answers for the workbook of a roll-up: what each figure of 总览 is made of, and which was changed."""

import io
from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from shuangyong.catalog import Catalog
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.publish.workbook import write_workbook
from shuangyong.office.rollup.figures import Rollup
from shuangyong.office.status.status import Status
from shuangyong.report.explaining import Explained, explain

NET = 6  # the column


@pytest.fixture(scope="module")
def content(small: Rollup, catalog: Catalog, status: Status) -> bytes:
    """A workbook whose overview is that of the whole roll-up; its other sheets, which nobody explains, are shorter."""
    return write_workbook(small, catalog, status)


def explained(content: bytes, folder: Path, change: Callable[[Worksheet], object] | None = None) -> list[Explained]:
    """Return what is told of a workbook after somebody changed its first sheet."""
    path = folder / "汇总表.xlsx"
    path.write_bytes(content)
    if change is not None:
        book = openpyxl.load_workbook(path)
        change(book["总览"])
        book.save(path)
    return explain(path)


def test_every_figure_of_the_overview_tells_what_it_is_made_of(content: bytes, rollup: Rollup, tmp_path: Path):
    whole = {figure.measure: figure for figure in rollup.figures if not figure.by}
    shown = openpyxl.load_workbook(io.BytesIO(content))["总览"]
    numbers = [row[0].value for row in shown.iter_rows(min_col=NET, max_col=NET) if row[0].data_type == "n"]
    found = explained(content, tmp_path)
    assert len(found) == len([number for number in numbers if number is not None]) > 150
    for one in found:
        assert not one.edited
        figure = whole[one.figure.name]
        assert one.figure.amount == figure.value * (100 if figure.denominator else 1)
        assert f"{figure.records}条记录" in one.figure.sources[0].value


def test_a_changed_figure_is_named_wherever_rows_and_columns_have_moved(content: bytes, tmp_path: Path):
    def change(sheet: Worksheet) -> None:
        cell = next(cell for row in sheet.iter_rows(min_col=NET, max_col=NET) for cell in row if cell.value == 569)
        cell.value = 596
        sheet.insert_rows(8)
        sheet.insert_cols(3)

    assert [(one.figure.text, one.now) for one in explained(content, tmp_path, change) if one.edited] == [
        ("569", "596")
    ]


def test_a_deleted_row_is_named_and_the_others_stand(content: bytes, tmp_path: Path):
    found = explained(content, tmp_path, lambda sheet: sheet.delete_rows(7))
    assert [(one.figure.name, one.now) for one in found if one.edited] == [("core.activity.participants", None)]


def test_where_the_sheet_bears_another_name_all_are_gone(content: bytes, tmp_path: Path):
    def rename(sheet: Worksheet) -> None:
        sheet.title = "改名"

    assert {one.now for one in explained(content, tmp_path, rename)} == {None}


def test_a_workbook_of_no_figures_explains_none(small: Rollup, catalog: Catalog, tmp_path: Path):
    empty = attrs.evolve(small, figures=(), differences=(), adjustments=(), omissions=())
    assert explained(write_workbook(empty, catalog), tmp_path) == []


def test_a_damaged_record_is_told(content: bytes, tmp_path: Path):
    def damage(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent["_溯源"]["C1"] = "{"

    with pytest.raises(ProblemsFound, match="已损坏"):
        explained(content, tmp_path, damage)
