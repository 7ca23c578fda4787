"""Examining one file on its own: everything that can be said of it without the store. Pure, so it runs anywhere."""

import functools
import hashlib
import json
import zlib
from typing import Any

import attrs

from ...catalog import Catalog
from ...checks.unverified import unverified
from ...examination import examined
from ...model.kinds import CORE, Kind
from ...model.ledgers import Ledger
from ...model.problems import Problem, ProblemsFound
from ...workbook.layout import ORIGINAL, SAVED, unit_fields
from ...workbook.reader import read_book_bytes
from ...workbook.reading import ledger_of
from ...workbook.saving import moment, saved_in
from ...workbook.versions import read_note
from .. import events, facts
from .private import private_problems

#: Fast; the texts are small, and repeat themselves.
_LEVEL = 1

_LACKING = "unknown-sector"


@attrs.frozen(kw_only=True)
class Taken:
    """What one file holds.

    Attributes:
        sha256: Of its bytes.
        saved: When it says that it was last saved; empty where it does not.
        problems: Everything that is wrong with it.
        name: The unit's name; empty where it holds no ledger that can be told.
        code: The unit's code, if it has one.
        sector: The sector's id.
        region: The region's code as typed, if any.
        year: The ledger's year.
        lacking: The name of a sector that no plugin serves, where the file is a submitted copy of such a unit.
        private: Errors that name the sensitive columns which are filled.
        content: A digest of the records and declarations.
        declarations: JSON of [status, scope] by kind.
        missing: JSON of the kinds without a sheet.
        versions: JSON of the versions of the plugins that read it.
        rows: How many records.
        facts: Compressed lines; empty where the ledger has errors.
        events: Likewise.
        fault: The traceback of a bug of ours that it met; empty where all went well.
    """

    sha256: str
    saved: str = ""
    problems: tuple[Problem, ...] = ()
    name: str = ""
    code: str | None = None
    sector: str = ""
    region: str | None = None
    year: int = 0
    lacking: str = ""
    private: tuple[Problem, ...] = ()
    content: str = ""
    declarations: str = "{}"
    missing: str = "[]"
    versions: str = "{}"
    rows: int = 0
    facts: bytes = b""
    events: bytes = b""
    fault: str = ""

    @property
    def sound(self) -> bool:
        """Whether it has no error; warnings are allowed."""
        return all(problem.severity != "error" for problem in self.problems)


def take(data: bytes, name: str, catalog: Catalog) -> Taken:
    """Return what a file holds; never raises for what a user may have done to it."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        book = read_book_bytes.__wrapped__(data, name)
    except ProblemsFound as found:
        return Taken(sha256=sha256, problems=found.problems)
    submitted = bool(read_note(book, ORIGINAL))
    # A submitted copy keeps its note however often it is edited; of its own it has a time only once somebody saved it.
    saved = max(moment(read_note(book, SAVED)), saved_in(data))
    examination = examined(ledger_of(book, catalog, file=name, sha256=sha256), catalog)
    if examination.ledger is None:
        unknown = [problem.value or "" for problem in examination.problems if problem.code == _LACKING]
        lacking = unknown[0] if unknown and submitted else ""
        return Taken(sha256=sha256, saved=saved, problems=examination.problems, lacking=lacking)
    private = private_problems(examination.ledger, examination.problems, book, catalog)
    problems = (*examination.problems, *unverified(examination.ledger))
    return _of_ledger(examination.ledger, problems, private, catalog, saved)


def _of_ledger(
    ledger: Ledger, problems: tuple[Problem, ...], private: tuple[Problem, ...], catalog: Catalog, saved: str
) -> Taken:
    unit, sector = ledger.unit, catalog.sector(ledger.unit.sector).id
    sound = not private and all(problem.severity != "error" for problem in problems)
    identity = unit.code or f"{unit.name} {unit.region}"
    return Taken(
        sha256=ledger.sha256,
        saved=saved,
        problems=problems,
        name=unit.name,
        code=unit.code,
        sector=sector,
        region=unit.region,
        year=unit.year,
        private=private,
        content=content_of(ledger, problems),
        declarations=_json({name: [said.status, said.scope] for name, said in ledger.declarations.items()}),
        missing=_json(sorted(ledger.missing)),
        versions=_json(versions_of(catalog, sector)),
        rows=len(ledger.rows),
        facts=_packed(facts.encode(facts.facts_of(ledger))) if sound else b"",
        events=_packed(events.encode(events.events_of(ledger, identity))) if sound else b"",
    )


def versions_of(catalog: Catalog, sector: str) -> dict[str, str]:
    """Return the versions of the plugins that a sector's ledgers are read with."""
    return {plugin.name: plugin.version for plugin in catalog.plugins if plugin.name in (CORE, sector)}


def content_of(ledger: Ledger, problems: tuple[Problem, ...]) -> str:
    """Return a digest of all that a ledger states; where rows and columns stand does not matter.

    Its errors belong to it, for a cell that cannot be read states nothing, and neither does a blank one that mends it;
    so do the sheets that it lacks of kinds that it does not declare 不适用.
    """
    digest = hashlib.sha256()
    unit = [getattr(ledger.unit, field.id) for field in unit_fields() if not field.sensitive]
    digest.update(repr([None if value is None else str(value) for value in unit]).encode())
    for name, said in sorted(ledger.declarations.items()):
        lacking = name in ledger.missing and said.status != "不适用"
        digest.update(f"\n{name}\t{said.status}\t{said.scope}\t{lacking:d}".encode())
    rows = []
    for row in ledger.rows:
        record, names = row.record, _columns(row.kind)
        stated = [f"{name}\t{value!s}" for name in names if (value := getattr(record, name, None)) is not None]
        values = "\v".join(stated)
        rows.append(f"\n{row.kind.name}\t{sorted(row.approx)}\t{row.unverified:d}\v{values}")
    digest.update("".join(rows).encode())
    for problem in problems:
        if problem.severity == "error":
            digest.update(f"\n{problem.code}\t{problem.sheet}\t{problem.message}\t{problem.value}".encode())
    return digest.hexdigest()


@functools.lru_cache(maxsize=512)
def _columns(kind: Kind) -> tuple[str, ...]:
    return tuple(field.id for field in kind.columns)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(), _LEVEL)
