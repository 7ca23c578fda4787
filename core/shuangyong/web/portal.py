"""What all pages of one portal share: the store's place, what is installed, how it may be reached."""

import asyncio
import threading
from pathlib import Path

import attrs

from ..catalog import Catalog
from .results import Results

#: So many large bodies are read at a time, and so many uploads examined; others wait their turn.
_BODIES, _EXAMINATIONS = 4, 2


@attrs.frozen(kw_only=True, eq=False)
class Portal:
    """One running portal.

    Attributes:
        folder: The store's.
        catalog: What is installed, with the office's extension and the sections of reports.
        names: Names under which it may be reached besides addresses and localhost.
        plain_anywhere: Whether plain http is answered beyond this machine and private networks.
        results: What became of recent uploads.
        bodies: Who may read a large body.
        examinations: Who may have an upload examined.
    """

    folder: Path
    catalog: Catalog
    names: frozenset[str] = frozenset()
    plain_anywhere: bool = False
    results: Results = attrs.field(factory=Results)
    bodies: asyncio.Semaphore = attrs.field(factory=lambda: asyncio.Semaphore(_BODIES))
    examinations: threading.BoundedSemaphore = attrs.field(factory=lambda: threading.BoundedSemaphore(_EXAMINATIONS))
