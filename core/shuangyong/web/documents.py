"""What documents of a unit need: its blank ledger, the ledger that counts, what a browser may load for one."""

import base64
import hashlib
import re
from collections.abc import Mapping
from html import escape

from ..catalog import Catalog
from ..model.ledgers import Ledger
from ..model.problems import ProblemsFound, error
from ..office.roster.expected import Expected
from ..office.store.opening import Store
from ..workbook.making import blank_ledger, of_unit
from ..workbook.reading import read_ledger_bytes
from ..workbook.writing import ledger_bytes
from .ledgers import Revision, revisions

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_LENGTHS = (6, 9, 12)  # of a region's code with its zeros


def forms(catalog: Catalog) -> Mapping[str, str]:
    """Return the formats that documents can be written in, whichever plugin writes them, with their names."""
    return {one.format: one.label for plugin in catalog.plugins for one in plugin.offers.renderers}


def blank(catalog: Catalog, known: Expected, year: int) -> bytes:
    """Return the blank ledger of a unit as the roster has it.

    Raises:
        ProblemsFound: The office lacks the sector's plugin, or the roster's code or region is wrong.
    """
    sector = catalog.sector(known.sector)
    digits = next(length for length in _LENGTHS if length >= len(known.region))
    name = "".join(one for one in known.name if one.isprintable())  # a cell holds nothing else
    made = of_unit(blank_ledger(sector, year, name), code=known.unit, region=known.region.ljust(digits, "0"))
    return ledger_bytes(catalog, made)


def counted(store: Store, catalog: Catalog, unit: str, year: int) -> Ledger:
    """Return the ledger of a unit's year that counts.

    Raises:
        ProblemsFound: Nothing counts, or its original is not here.
    """
    ledger = _counted(store, catalog, unit, year)
    if ledger is None:
        message = f"{year} 年还没有通过的台账，这一页要用它。"
        raise ProblemsFound([error("nothing-counted", message, "请先报送台账；退回的改好再报。")])
    return ledger


def last(store: Store, catalog: Catalog, unit: str, year: int) -> Ledger | None:
    """Return the ledger of the year before that counts; None where there is none of the same sector."""
    ledger, before = _counted(store, catalog, unit, year), _counted(store, catalog, unit, year - 1)
    if ledger is None or before is None:
        return None
    same = (before.unit.sector, before.unit.code) == (ledger.unit.sector, ledger.unit.code)
    return before if same else None  # it was another sector's unit then


def policy_of(document: bytes) -> str:
    """Return what a browser may load for a document of ours: its own style, which stands in the page."""
    hashes = (base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(document))
    styles = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    return f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def with_way_back(document: bytes, address: str, words: str) -> bytes:
    """Return a document that is shown in the browser with a link above it, which is not printed."""
    style = "<style>@media print { .back { display: none } }</style>"
    link = f'{style}<p class="back"><a href="{escape(address)}">{escape(words)}</a></p>'
    return document.replace(b"<body>", f"<body>\n{link}".encode(), 1)


def original_of(store: Store, found: Revision) -> bytes:
    """Return the bytes of a revision.

    Raises:
        ProblemsFound: They are not here.
    """
    if found.original:
        try:
            return store.original(found.sha256).read_bytes()
        except OSError:
            raise ProblemsFound([error("no-original", "原件不在了。", "请管理员在服务器上核对原件。")]) from None
    raise ProblemsFound([error("forwarded", "这一版由下级双拥办转报，原件不在这里。", "请找下级双拥办。")])


def copy_of(store: Store, unit: str, year: int) -> bytes:
    """Return the bytes of the revision that counts; empty where none does, or its original is elsewhere."""
    found = next((one for one in revisions(store, unit, year) if one.counted and one.original), None)
    return original_of(store, found) if found else b""


def _counted(store: Store, catalog: Catalog, unit: str, year: int) -> Ledger | None:
    found = next((one for one in revisions(store, unit, year) if one.counted), None)
    if found is None:
        return None
    reading = read_ledger_bytes(original_of(store, found), f"{unit}-{year}.xlsx", catalog)
    if reading.ledger is None:
        raise ProblemsFound(reading.problems)
    return reading.ledger
