"""What a ledger alone gives: documents, briefs, the score, the calendar, next year's ledger."""

from .desks import DeskPage

PAGES: tuple[DeskPage, ...] = ()
