"""The navigation: three parts of the portal, and the pages of the part that one is in, all of the year chosen."""

import re
from collections.abc import Sequence
from typing import Literal

import attrs

from .permissions import Right

_YEAR = re.compile(r"20[0-9]{2}")

#: Handing in and looking over; what it all comes to; what is set up once.
Part = Literal["报送", "汇总", "管理"]


@attrs.frozen
class Tab:
    """A page in the navigation.

    Attributes:
        address: The page's.
        label: What it is called there.
        part: Where it stands.
        right: What opening it needs.
    """

    address: str
    label: str
    part: Part
    right: Right

    def leads_to(self, path: str) -> bool:
        """Tell whether an address is this page's, or lies below it."""
        return path == self.address or path.startswith(f"{self.address}/")


@attrs.frozen
class Navigation:
    """Where one may go from a page.

    Attributes:
        parts: Each part with the address of its first page.
        here: The page's own tab, or that of the page above it; None where it has none.
        tabs: All tabs of that part.
        query: What each address is followed by: the year that the page was asked for; empty where it was not.
    """

    parts: Sequence[tuple[Part, str]]
    here: Tab | None
    tabs: Sequence[Tab]
    query: str = ""


def navigation(tabs: Sequence[Tab], path: str, year: str = "") -> Navigation:
    """Return the navigation as a page shows it.

    Args:
        tabs: Those that the person may open, in order.
        path: The address of the page that is shown.
        year: Which year it was asked for, as its address has it; what is no year is not carried on.
    """
    firsts: dict[Part, str] = {}
    for tab in tabs:
        firsts.setdefault(tab.part, tab.address)
    query = f"?year={year}" if _YEAR.fullmatch(year) else ""
    here = next((tab for tab in tabs if tab.leads_to(path)), None)
    return Navigation(tuple(firsts.items()), here, [tab for tab in tabs if here and tab.part == here.part], query)
