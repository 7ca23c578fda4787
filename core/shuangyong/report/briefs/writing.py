"""A brief out of a ledger: as much of it as fits one page."""

import datetime
import itertools

from ...catalog import Catalog
from ...model.ledgers import Ledger
from ...model.problems import Problem, ProblemsFound, error
from ..dating import of_brief
from ..document import Document
from ..manuscript import clean
from ..telling import tell
from .about import About
from .fitting import fits
from .view import Scope

#: From every row with all its figures down to how often something was done.
_DETAILS = (3, 2, 1, 0)


def brief(
    ledger: Ledger,
    catalog: Catalog,
    about: About,
    last: Ledger | None = None,
    today: datetime.date | None = None,
) -> Document:
    """Return a brief, in the greatest detail that fits one page; its figures have no ordinals yet.

    Room for pictures comes before detail, and is given up where a page holds only the text.

    Args:
        ledger: The year's.
        catalog: What is installed.
        about: What it is about.
        last: The ledger of the year before.
        today: The present day if None.

    Raises:
        ProblemsFound: A row lacks what a brief must say, or says so much that no page holds it.
    """
    date = of_brief(about.first, about.until, today)
    before = about.of_last(last) if last else None
    for pictured, detail in itertools.product((True, False) if about.pictured else (False,), _DETAILS):
        told = tell(about.of(ledger), catalog, "brief", before, _scope(ledger, about, detail, date))
        document = Document(
            kind="brief",
            title=told.headline or _title(ledger, about),
            issuer=clean(ledger.unit.name),
            date=date,
            blocks=told.blocks,
            ledgers=tuple((one.file, one.sha256) for one in (ledger, last) if one is not None),
        )
        if fits(document, pictured=pictured):
            return document
    raise ProblemsFound([_too_long(about)], file=ledger.file)


def _scope(ledger: Ledger, about: About, detail: int, date: datetime.date) -> Scope:
    return Scope(about.month, len(about.rows) == 1, detail, about.so_far(ledger), date)


def _title(ledger: Ledger, about: About) -> str:
    when = f"{about.month}月" if about.month is not None else ""
    return f"{clean(ledger.unit.name)}{ledger.year}年{when}双拥工作简报"


def _too_long(about: About) -> Problem:
    row = about.rows[0]
    place = {} if about.month is not None else {"sheet": row.sheet or row.kind.label, "cell": row.cell("title")}
    message = "简报只有一页，这些内容怎样精简也放不下：单位名称、活动名称等文字太长。"
    return error("brief-too-long", message, "请把台账里的活动名称写成一句话，再出简报。", **place)
