"""The roster of a county as its office keeps it: a workbook, a row for each place that a unit has had."""

import datetime
import io

from ...catalog import Catalog
from ...report.spreadsheet_package import repeatable
from .county import County, Member, Place

HEADS = (
    "单位代码",
    "单位名称",
    "行业",
    "行政区划代码",
    "上级单位代码",
    "启用日期",
    "停用日期",
    "截止日期",
    "锁定日期",
)
#: So many years before has the roster been kept from.
_YEARS_KEPT = 6
_WIDTHS = (16, 40, 12, 16, 16, 12, 12, 12, 12)


def deadline(year: int) -> datetime.date:
    """Return the last day to report a year in time."""
    return datetime.date(year, 12, 15)


def lock_day(year: int) -> datetime.date:
    """Return the day from which a year's reports are not taken any more."""
    return datetime.date(year + 1, 1, 31)


def roster_bytes(county: County, catalog: Catalog) -> bytes:
    """Return the roster as an .xlsx file: a head, and a row for each place of each unit."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名册"
    sheet.append(HEADS)
    for member in county.units:
        for place in member.places:
            sheet.append(_row(member, place, catalog, county.year))
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return repeatable(stream.getvalue(), datetime.date(county.year, 1, 1))


def _row(member: Member, place: Place, catalog: Catalog, year: int) -> tuple[str | datetime.date | None, ...]:
    sector = catalog.sector(member.sector).label
    since = place.since or datetime.date(year - _YEARS_KEPT, 1, 1)
    dates = (since, place.until, deadline(year), lock_day(year))
    return member.code, member.name, sector, place.region, place.parent, *dates
