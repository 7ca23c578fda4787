"""What a page about one ledger knows, whoever opened it and wherever the ledger comes from."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
from starlette.requests import Request
from starlette.responses import Response

from ...catalog import Catalog
from ...model.ledgers import Ledger
from ...model.problems import ProblemsFound
from ..bodies import SMALL, Form
from ..examining import Examinations
from ..rendering import page
from .ledger_files import Seen
from .standards import Standards

#: What a clerk who serves one ledger has examined: there is one such desk in a process.
_OWN = Examinations()


@attrs.frozen(kw_only=True)
class Desk:
    """One ledger on a desk.

    Attributes:
        catalog: What is installed.
        request: The request that is answered; its body is read already.
        form: What was sent; empty for a page that is only looked at.
        here: The address under which this desk's pages stand, without a slash at its end.
        back: The address that leads back to where one came from.
        pages: The pages that this desk has, in the order in which they are offered.
        unit: The unit's name.
        year: The ledger's year.
        today: The day on which this is asked.
        ledger: Reads the ledger, checked; raises ProblemsFound where there is none that counts.
        last: Reads last year's ledger of the same unit and sector; None where there is none.
        standards: Returns the standards by which it can be scored.
        file: Where the unit's own ledger lies; None in the portal, which has only the copy that was handed in.
        seen: How that file stands; None in the portal.
        copy: Reads the bytes of that ledger, for a process that compares a text with it; empty where there are none.
        sector: The id of the unit's sector; empty where nobody knows it.
        account: Who looks: an account's id; 0 where there are no accounts.
        code: The unit's code; empty where there are no accounts.
        examinations: Texts that are being examined.
        caution: What is to be known of the ledger on every page, such as that its file cannot be read just now.
    """

    catalog: Catalog
    request: Request
    form: Form
    here: str
    back: str
    pages: "tuple[DeskPage, ...]"
    unit: str
    year: int
    today: datetime.date
    ledger: Callable[[], Ledger]
    last: Callable[[], Ledger | None]
    standards: Callable[[], Standards]
    file: Path | None = None
    seen: Seen | None = None
    copy: Callable[[], bytes] = attrs.field(default=attrs.Factory(lambda self: self.own_bytes, takes_self=True))
    sector: str = ""
    account: int = 0
    code: str = ""
    examinations: Examinations = _OWN
    caution: str = ""

    def own_bytes(self) -> bytes:
        """Return the bytes of the unit's own file as it was last read; empty where there is none."""
        return self.seen.read.data if self.seen and self.seen.read else b""

    def asked(self, name: str) -> str:
        """Return what the address asks for after its question mark; an empty text where it does not."""
        return self.request.query_params.get(name, "").strip()[:100]


@attrs.frozen(kw_only=True)
class DeskPage:
    """A page of a desk.

    Attributes:
        path: Its address after the desk's own, such as ``/score``.
        answer: Makes the page; None from it says that there is nothing here.
        method: GET to look, POST to act. No page of a desk changes what the office holds.
        limit: How many bytes may be sent.
        tab: What the unit's page and the clerk's navigation call it; empty where it is only reached from another.
        kept: Whether it depends on nothing but the ledger, last year's, the day and what the address asks for, so that
            the portal may send it again as it is.
        alone: Whether it is of use to a unit without a ledger.
        own: Whether it needs the unit's own file, so that the portal has no such page.
    """

    path: str
    answer: Callable[[Desk], Response | None]
    method: str = "GET"
    limit: int = SMALL
    tab: str = ""
    kept: bool = True
    alone: bool = False
    own: bool = False


def show(desk: Desk, template: str, *, answers: int = 200, **data: Any) -> Response:
    """Return a page out of a template of ``templates/desk``, which knows the desk as ``desk``."""
    return page(desk.request, f"desk/{template}", answers=answers, desk=desk, **data)


def answered(page: DeskPage, desk: Desk) -> Response | None:
    """Return a page, or one that says why it cannot be made; None where there is nothing here."""
    try:
        return page.answer(desk)
    except ProblemsFound as found:
        return show(desk, "refused.html", answers=400, problems=found.problems)


def own_file(desk: Desk) -> Path:
    """Return where the unit's own file lies, for what must be made of it as it is now.

    Raises:
        ProblemsFound: It cannot be read just now.
    """
    assert desk.file is not None and desk.seen is not None, "the portal has no such page"
    if desk.seen.trouble:
        raise ProblemsFound(desk.seen.trouble)
    return desk.file
