"""Next year's ledger: what is carried over into it, and what is not."""

from starlette.responses import Response

from ...workbook.next_year import next_year
from ...workbook.writing import ledger_bytes
from ..rendering import download
from .desks import Desk, DeskPage, show


def next_year_page(desk: Desk) -> Response | None:
    """Show what next year's ledger begins with."""
    return show(desk, "next_year.html", made=next_year(desk.ledger(), desk.catalog))


def next_year_ledger(desk: Desk) -> Response | None:
    """Give next year's ledger."""
    made = next_year(desk.ledger(), desk.catalog).ledger
    return download(f"{desk.unit}{made.year}年双拥工作台账", ledger_bytes(desk.catalog, made), "xlsx")


PAGES = (
    DeskPage(path="/next-year", answer=next_year_page, tab="下年台账"),
    DeskPage(path="/next-year.xlsx", answer=next_year_ledger),
)
