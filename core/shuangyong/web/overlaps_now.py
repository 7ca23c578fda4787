"""How a year's overlaps stand now: the search for them, which may take seconds, is done beside the pages.

A search is done by a process of its own, which leaves what it found in the store's folder as the command line does; it
is then read here in a moment. Pages show what the last search found, say of when it is, and bring what was decided
since: a decision needs no search. Nothing else than what units report makes another search necessary.
"""

import logging
import multiprocessing
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from ..catalog import Catalog, installed
from ..extension.applying import extended
from ..extension.parsing import carried
from ..model.fault_traces import traced
from ..model.periods import Period
from ..office.overlaps.decisions import last_decision
from ..office.overlaps.finding import Found, find
from ..office.overlaps.present import Present
from ..office.overlaps.settling import Overlaps, settled
from ..office.roster.standing import Reporter, reporters
from ..office.store.opening import Store, now, open_store
from .watching import State, Watch

LOG = logging.getLogger("shuangyong.web")

#: Where processes can be forked, they are forked of one that has no threads; as uploads are examined.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"

#: So few units are searched in less time than a process takes to begin.
_FEW = 100

#: So many years are held at once.
_YEARS = 3

#: A first look waits so long for the search, in seconds: a small county's is done by then.
_PATIENCE = 0.1


@attrs.frozen(kw_only=True)
class Known:
    """What is known of a year's overlaps.

    Attributes:
        overlaps: How they stand; None while the first search goes on.
        at: When the search was begun, ISO.
        searching: Whether another search goes on, because ledgers have come in since.
        failed: Whether the last search failed; the log tells why.
    """

    overlaps: Overlaps | None
    at: str = ""
    searching: bool = False
    failed: bool = False


@attrs.frozen(kw_only=True, eq=False)
class _Searched:
    """One search."""

    at: str
    reported: object
    units: Sequence[Reporter]
    found: Found


@attrs.define(eq=False)
class _Year:
    """What is held of a year."""

    searched: _Searched | None = None
    acts: State | None = None
    settled: tuple[object, Overlaps] | None = None
    search: threading.Thread | None = None
    failed: object = None


class OverlapsNow:
    """The overlaps of a portal's store."""

    def __init__(self, folder: Path, catalog: Catalog, watch: Watch) -> None:
        """Know nothing yet."""
        self._folder, self._catalog, self._watch = folder, catalog, watch
        self._extension = catalog.extension.text if catalog.extension else ""
        self._lock = threading.Lock()
        self._years: dict[int, _Year] = {}

    def of(self, store: Store, year: int) -> Known:
        """Return what is known of a year; where ledgers have come in since the last search, another is begun."""
        acts = self._watch.acts()
        with self._lock:
            held = self._held(year)
            search = self._begun(store, year, held, acts)
        if search is not None and held.searched is None:
            search.join(_PATIENCE)
        with self._lock:
            searching = held.search is not None
            failed = held.failed is not None and not searching
            if held.searched is None:
                return Known(overlaps=None, searching=searching, failed=failed)
            overlaps = self._settled(store, year, held)
            return Known(overlaps=overlaps, at=held.searched.at, searching=searching, failed=failed)

    def _held(self, year: int) -> _Year:
        held = self._years.pop(year, None) or _Year()
        self._years[year] = held  # the last asked for stands last
        for other in [*self._years][:-_YEARS]:
            if self._years[other].search is None:
                del self._years[other]
        return held

    def _begun(self, store: Store, year: int, held: _Year, acts: State) -> threading.Thread | None:
        """Begin a search where one is needed; return the one that goes on."""
        if held.search is None and held.acts != acts:
            reported = _reported(store, year)
            if (held.searched is None or held.searched.reported != reported) and held.failed != reported:
                held.search = threading.Thread(target=self._search, args=(year, held), name="overlaps", daemon=True)
                held.search.start()
            else:
                held.acts = acts
        return held.search

    def _settled(self, store: Store, year: int, held: _Year) -> Overlaps:
        """Return how the search's findings stand by the decisions of now; only one thread reads a search at a time."""
        assert held.searched is not None
        key = held.searched, last_decision(store, year)
        if held.settled is None or held.settled[0] != key:
            found = settled(store, self._catalog, year, held.searched.units, held.searched.found)
            held.settled = key, found
        return held.settled[1]

    def _search(self, year: int, held: _Year) -> None:
        reported, found = None, None
        try:
            with open_store(self._folder) as store:
                at, reported = now(), _reported(store, year)
                if len(reporters(store, Period(year))) > _FEW:
                    _in_a_process(self._folder, year, self._extension)
                units = reporters(store, Period(year))
                search = find(store, self._catalog, year, units)
                found = _Searched(at=at, reported=reported, units=units, found=search)
        except Exception as fault:
            LOG.error("the search for overlaps of %s failed:\n%s", year, traced(fault))
        with self._lock:
            held.search = None
            held.failed = None if found else reported
            if found:
                held.searched = found


def search(folder: Path, year: int, extension: str) -> None:
    """Search, and leave what is found in the store's folder; the whole life of a process."""
    its = carried(extension) if extension else None
    catalog = extended(installed(), its) if its else installed()
    with open_store(folder) as store:
        find(store, catalog, year, reporters(store, Period(year)))


def _in_a_process(folder: Path, year: int, extension: str) -> None:
    context: Any = multiprocessing.get_context(_METHOD)
    process = context.Process(target=search, args=(folder, year, extension), daemon=True)
    process.start()
    process.join()
    process.close()


def _reported(store: Store, year: int) -> object:
    """Return what changes wherever what units report, or who they are, does."""
    units = reporters(store, Period(year))
    return units, Present(store, year, units).signs
