"""Marked copies of returned ledgers, to be sent back to their units."""

import re
from collections.abc import Iterable, Iterator

from ...workbook.marking import marked_bytes
from ..store.opening import Store
from .judging import Entry


def marked_returns(store: Store, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
    """Yield each returned ledger as its sender sent it, with the wrong cells coloured and commented, and its name.

    Args:
        store: Where the originals are.
        entries: What became of files; only what was returned is marked.
    """
    for entry in entries:
        if entry.verdict == "returned":
            yield marked_name(entry), marked_bytes(store.original(entry.sha256).read_bytes(), entry.problems)


def marked_name(entry: Entry) -> str:
    """Return what the marked copy of a returned ledger is called, on any system, whatever its sender typed."""
    unit = f"{_harmless(entry.name, 40)}（{_harmless(entry.unit, 30)}）"
    return f"{unit}-{entry.year}-第{entry.revision}版-退改.xlsx"


def _harmless(text: str, length: int) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", text)[:length]
