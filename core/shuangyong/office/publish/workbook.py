"""The roll-up as a workbook."""

import io
from types import ModuleType

from ...catalog import Catalog
from ...model.problems import ProblemsFound, error
from ..rollup.figures import Rollup
from ..status.status import Status
from .naming import Naming
from .sheets.charts import Gallery
from .sheets.figures import write_figures
from .sheets.look import Look
from .sheets.notes import write_notes, write_open_problems
from .sheets.overlaps import write_adjustments, write_undecided
from .sheets.overview import write_overview
from .sheets.plans import write_plans
from .sheets.record import write_record
from .sheets.reporting import write_reporting
from .sheets.splits import NAMES, write_split
from .tabulating import Tables
from .telling import Voice

#: No text is ever read as anything else, whatever it looks like.
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LARGE = 20_000  # figures; from there on rows go to a temporary file, and charts keep no copy of their numbers


def write_workbook(rollup: Rollup, catalog: Catalog, status: Status | None = None) -> bytes:
    """Return a roll-up as .xlsx: overview, splits, every figure, who reported, what was taken out, what is open.

    Args:
        rollup: What is published; of a public edition the lists of units and of overlaps are left out.
        catalog: What is installed, for labels.
        status: Where each unit stands, as ``status`` tells it.

    Raises:
        ProblemsFound: XlsxWriter is not installed.
    """
    naming = Naming(rollup, catalog, status)
    tables = Tables(rollup, catalog)
    buffer = io.BytesIO()
    large = len(rollup.figures) > _LARGE
    book = _xlsxwriter().Workbook(buffer, {**_PLAIN, "constant_memory": large, "in_memory": not large})
    book.set_properties({"title": f"{naming.place}{naming.period}双拥工作汇总表", "author": naming.issuer})
    look = Look(book)
    write_overview(book, look, tables, naming)
    gallery = Gallery(book, look, naming)
    for dim in NAMES:
        if dim in tables.splits:
            gallery.add_split(dim, write_split(book, look, tables, naming, tables.splits[dim]))
    write_plans(book, look, tables, naming)
    write_figures(book, look, tables, naming)
    write_reporting(book, look, tables, naming, status, gallery)
    if not rollup.public:
        write_adjustments(book, look, tables, naming)
        write_undecided(book, look, tables, naming)
    write_open_problems(book, look, tables, naming)
    write_notes(book, look, tables)
    write_record(book, look, Voice(tables, naming, catalog))
    book.close()
    return buffer.getvalue()


def _xlsxwriter() -> ModuleType:
    try:
        import xlsxwriter
    except ImportError as cause:
        message = "出汇总工作簿需要 XlsxWriter，这台机器上没有装。"
        fix = '请运行 pip install "shuangyong[office]"。'
        raise ProblemsFound([error("missing-extra", message, fix)]) from cause
    return xlsxwriter  # type: ignore[no-any-return]
