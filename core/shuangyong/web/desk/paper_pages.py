"""What a ledger alone gives: documents, briefs, the score, the calendar, the plan, figures, next year's ledger."""

from . import calendar_pages, document_pages, evidence_pages, figure_pages, next_year_pages, score_pages
from .desks import DeskPage

PAGES: tuple[DeskPage, ...] = (
    *document_pages.PAGES,
    *score_pages.PAGES,
    *calendar_pages.PAGES,
    *figure_pages.PAGES,
    *evidence_pages.PAGES,
    *next_year_pages.PAGES,
)
