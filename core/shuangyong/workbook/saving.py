"""When a workbook was last saved: what tells the newer of two versions of a ledger."""

import datetime
import io
import re
import zipfile
import zlib
from pathlib import Path

_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>\s*([0-9T:.Z+\- ]{10,40})\s*<")

#: What reading a member of bytes that may be anything raises.
_UNREADABLE = (
    KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip

#: Far more than the properties of a document need.
_LONGEST = 64 * 2**10


def saved_at(path: Path) -> str:
    """Return when a workbook was last saved: what it says itself, or else the file's own time; UTC, ISO 8601."""
    said = saved_in(path.read_bytes())
    return said or told(datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC))


def saved_in(data: bytes) -> str:
    """Return when an .xlsx says that it was last saved; an empty text where it does not, or cannot be believed.

    A workbook that this program wrote and nobody has saved since bears the first instant of its year, which says
    nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_PROPERTIES) as properties:
            match = _MODIFIED.search(properties.read(_LONGEST))
    except _UNREADABLE:
        return ""
    return moment(match[1].decode()) if match else ""


def moment(text: str) -> str:
    """Return an ISO 8601 text as :func:`told` tells it, in UTC where it has no offset; empty where it says nothing."""
    try:
        said = datetime.datetime.fromisoformat(text.strip())
        said = (said if said.tzinfo else said.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return ""
    says_nothing = (said.month, said.day, said.hour, said.minute, said.second) == (1, 1, 0, 0, 0)
    return "" if says_nothing else told(said)


def told(moment: datetime.datetime) -> str:
    """Return a moment as texts that sort as moments do: ``2026-08-01T09:30:00Z``."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
