"""``omitted``: work of weight that the ledger has and the text does not tell. Only of a summary, never of a plan."""

from collections.abc import Iterator, Set
from decimal import Decimal

from ...model.kinds import Kind
from ...model.quantities import total
from ..reading.proposals import Reading
from .books import Book
from .draft import Draft
from .findings import Finding

#: What share of the year's people or money makes a kind weigh, where it is not of the unit's own sector.
_SHARE = Decimal("0.05")
_WEIGHED = ("beneficiaries", "participants", "spending")
#: A text shorter than this is a note about one thing.
_SHORT = 400


def find(draft: Draft, book: Book, reading: Reading) -> Iterator[Finding]:
    """Yield the kinds of deeds that the ledger has rows of, that weigh, and that the text says nothing of."""
    if draft.plan or len(draft.text) < _SHORT or reading.off_topic is not None:
        return
    told = {draft.catalog.kinds[one.kind] for one in reading.proposals if one.kind in draft.catalog.kinds}
    kinds = dict.fromkeys(row.kind for row in book.ledger.rows if row.kind.is_activity)
    for kind in kinds:
        if not _is_told(draft, kind, told) and _weighs(draft, book, kind):
            yield _finding(draft, book, kind)


def _is_told(draft: Draft, kind: Kind, told: Set[Kind]) -> bool:
    words = {kind.label, *kind.aliases}
    return any(one.is_a(kind) or kind.is_a(one) for one in told if not one.abstract) or any(
        word in draft.text for word in words
    )


def _weighs(draft: Draft, book: Book, kind: Kind) -> bool:
    if kind.namespace == draft.told_sector:
        return True
    rows = book.ledger.of(kind)
    for measure in _WEIGHED:
        own = total(rows, measure)
        whole = total((row for row in book.ledger.rows if row.kind.is_activity), measure)
        if own and whole and own.amount > whole.amount * _SHARE:
            return True
    return False


def _finding(draft: Draft, book: Book, kind: Kind) -> Finding:
    rows = book.ledger.of(kind)
    figures = [f"{len(rows)}次"]
    for field in kind.measures:
        found = total(rows, field.id) if field.id != "count" else None
        if found is not None and found.amount and len(figures) < 4:
            figures.append(f"{field.label}{found.amount.normalize():f}{field.unit or ''}")
    message = f"台账“{kind.label}”表记了{'，'.join(figures)}，文中没有写到。"
    end = len(draft.text)
    return draft.finding("omitted", (end, end), message, "请看是不是漏写了；有意不写的可以不管。")
