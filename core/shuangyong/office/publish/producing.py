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
from .narrative import report_document
from .page import render_page
from .workbook import write_workbook

#: Makes a file of a roll-up.
Writer = Callable[[Rollup, Catalog, Status, datetime.date], bytes]


def _report(rollup: Rollup, catalog: Catalog, found: Status, today: datetime.date) -> bytes:
    return catalog.renderer("docx").write(report_document(rollup, catalog, found, today=today), fonts="gov")


_WRITERS: Mapping[str, Writer] = {
    "xlsx": lambda rollup, catalog, found, _: write_workbook(rollup, catalog, found),
    "docx": _report,
    "html": lambda rollup, catalog, found, _: render_page(rollup, catalog, found),
}


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
