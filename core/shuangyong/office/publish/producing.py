"""A roll-up as files: the one place that knows which writer makes which form, and lets nothing private out."""

import datetime
import json
from collections.abc import Callable, Mapping

from ...catalog import Catalog
from ..rollup.as_json import to_json
from ..rollup.figures import Rollup
from ..rollup.gate import gate, texts_in
from ..status.status import Status, status
from ..store.opening import Store

#: Makes a file of a roll-up.
Writer = Callable[[Rollup, Catalog, Status, datetime.date], bytes]


# Each imports what it needs: a workbook needs neither Markdown nor Jinja.
def _workbook(rollup: Rollup, catalog: Catalog, found: Status, _today: datetime.date) -> bytes:
    from .workbook import write_workbook

    return write_workbook(rollup, catalog, found)


def _report(rollup: Rollup, catalog: Catalog, found: Status, today: datetime.date) -> bytes:
    from .narrative import report_document

    return catalog.renderer("docx").write(report_document(rollup, catalog, found, today=today), fonts="gov")


def _page(rollup: Rollup, catalog: Catalog, found: Status, _today: datetime.date) -> bytes:
    from .page import render_page

    return render_page(rollup, catalog, found)


_WRITERS: Mapping[str, Writer] = {"xlsx": _workbook, "docx": _report, "html": _page}


def produce(form: str, rollup: Rollup, store: Store, catalog: Catalog, today: datetime.date) -> bytes:
    """Return a roll-up as a file; the caller has let the roll-up itself pass the gate.

    Args:
        form: ``xlsx``, ``docx``, ``html`` or ``json``.
        rollup: What is published.
        store: Whose; it tells who reported.
        catalog: What is installed.
        today: The office's own day.

    Raises:
        ProblemsFound: Something private stands in what units are called or were returned for, or an extra is missing.
    """
    if form == "json":
        return json.dumps(to_json(rollup, catalog), ensure_ascii=False).encode() + b"\n"
    found = status(store, catalog, rollup.period, today)
    gate(texts_in(found.to_json(), "报送情况"))
    return _WRITERS[form](rollup, catalog, found, today)
