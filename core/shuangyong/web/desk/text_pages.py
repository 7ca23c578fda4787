"""What is done with somebody's text: reading an old document into rows, proofreading one against the ledger."""

from .desks import DeskPage

PAGES: tuple[DeskPage, ...] = ()
