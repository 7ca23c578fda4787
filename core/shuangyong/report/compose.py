"""Composing: a ledger's year as the one tree that every writer walks."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import PureWindowsPath

import attrs

from ..catalog import Catalog
from ..model.documents import DOCUMENT_LABELS, DocumentKind
from ..model.ledgers import Ledger
from .attachments import attachments
from .briefs.about import About
from .briefs.writing import brief
from .comparing import refuse_others
from .dating import dated
from .document import Attachment, Block, Document, Figure, FigureRun, Inlines, Pictures, Table
from .manuscript import clean
from .statistics import people_note, statistics
from .telling import tell


def compose(
    ledger: Ledger,
    catalog: Catalog,
    kind: DocumentKind,
    last: Ledger | None = None,
    today: datetime.date | None = None,
    about: About | None = None,
) -> Document:
    """Return a document of a ledger, every figure with the cells that it comes from.

    Args:
        ledger: The year's.
        catalog: What is installed; the ledger's sector says which sections there are.
        kind: summary, plan, table or brief.
        last: Last year's ledger, for figures beside this year's.
        today: What dates a document that the ledger gives no full date for (see ``dated``); the present day if None.
        about: What a brief is about, which no other document needs; its date is that of ``of_brief``.

    Raises:
        ProblemsFound: The document needs cells that are blank, ``last`` is not the unit's ledger of the year before,
            or a brief does not fit its page.
    """
    if last is not None:
        refuse_others(ledger, last)
    ledger, last = _by_name(ledger), _by_name(last) if last else None
    if kind == "brief":
        assert about is not None, "a brief is about something"
        return _with_ordinals(brief(ledger, catalog, about, last, today))
    tables = statistics(ledger, catalog, last)
    counted: tuple[Block, ...] = (*tables, *people_note(tables, catalog))
    body = counted if kind == "table" else tell(ledger, catalog, kind, last).blocks
    attached = (Attachment(_title(ledger, "table"), counted),) if kind == "summary" and tables else ()
    document = Document(
        kind=kind,
        title=_title(ledger, kind),
        issuer=clean(ledger.unit.name),
        addressee=clean(ledger.unit.addressee or "") or None,
        date=dated(ledger, kind, today)[0],
        blocks=body,
        attachments=(*attached, *attachments(ledger, catalog, kind)),
        ledgers=tuple((one.file, one.sha256) for one in (ledger, last) if one is not None),
    )
    return _with_ordinals(document)


def _by_name(ledger: Ledger) -> Ledger:
    """Return a ledger whose file has no folders: no document tells where somebody keeps it."""
    # A Windows path splits at both kinds of slash.
    return attrs.evolve(ledger, file=PureWindowsPath(ledger.file).name)


def _title(ledger: Ledger, kind: DocumentKind) -> str:
    return f"{clean(ledger.unit.name)}{ledger.year}年双拥{DOCUMENT_LABELS[kind]}"


def _with_ordinals(document: Document) -> Document:
    """Number the figures in reading order, from 1."""
    ordinals = iter(range(1, 10**9))

    def numbered(found: Sequence[Block]) -> Iterator[Block]:
        for block in found:
            if isinstance(block, Table):
                yield attrs.evolve(block, rows=tuple(tuple(map(inlines, row)) for row in block.rows))
            elif isinstance(block, Pictures):
                yield block
            else:
                yield attrs.evolve(block, content=inlines(block.content))

    def inlines(content: Inlines) -> Inlines:
        return tuple(
            attrs.evolve(run, figure=placed(run.figure)) if isinstance(run, FigureRun) else run for run in content
        )

    def placed(figure: Figure) -> Figure:
        return attrs.evolve(figure, ordinal=next(ordinals))

    body = tuple(numbered(document.blocks))
    attached = tuple(attrs.evolve(one, blocks=tuple(numbered(one.blocks))) for one in document.attachments)
    return attrs.evolve(document, blocks=body, attachments=attached)
