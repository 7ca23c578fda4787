"""Deriving facts anew from the originals, under the plugins of today, and telling what changes by it."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ..facts import COLUMNS, FORMAT
from ..store.opening import Store, whoami
from . import workers
from .examining import Examiner, Task
from .source import Source
from .taking import Taken

_KIND, _MEASURE, _VALUE = (list(COLUMNS).index(name) for name in ("kind", "measure", "value"))


@attrs.frozen(kw_only=True)
class Change:
    """What a revision says otherwise than it did.

    Attributes:
        unit: The unit's code.
        name: Its name.
        year: Of which year.
        figures: By ``<kind>.<measure>`` of the rows' own kinds: (before, now), None where nothing is said.
        refused: Why its facts stay as they were, in words: the original is gone, was changed, or cannot be read today.
    """

    unit: str
    name: str
    year: int
    figures: Mapping[str, tuple[Decimal | None, Decimal | None]] = attrs.field(factory=dict)
    refused: str = ""


def rederive(
    store: Store, catalog: Catalog, year: int | None = None, *, dry_run: bool = False, actor: str = ""
) -> list[Change]:
    """Read the originals that count anew and bring their facts up to date; return what changes.

    Forwarded units have no original here: the office below derives theirs.

    Args:
        store: The office's.
        catalog: What is installed now.
        year: Of which year; all if None.
        dry_run: Only tell.
        actor: Who asks; the machine's user if empty.
    """
    rows = {row["sha256"]: row for row in store.db.execute(_COUNTED, {"year": year})}
    changes: list[Change] = []
    made: list[tuple[sqlite3.Row, Taken]] = []
    for outcome in workers.run(Examiner(catalog), _tasks(store, rows.values(), changes)):
        row, taken = rows[outcome.task[1].sha256], outcome.result
        if not isinstance(taken, Taken) or not taken.facts:
            changes.append(_refused(row, f"现在的插件读不了原件：{_why(taken)}"))
            continue
        if taken.facts != row["facts"] or taken.events != row["events"] or row["format"] != FORMAT:
            made.append((row, taken))
        if figures := _compared(row["facts"], taken.facts):
            changes.append(Change(unit=row["unit"], name=row["name"], year=row["year"], figures=figures))
    changes.sort(key=lambda change: (change.unit, change.year))
    if made and not dry_run:
        _write(store, made, actor or whoami(), changes)
    return changes


#: Only what is needed: what else a damaged database holds of a revision is for ``verify`` to tell.
_COUNTED = """
SELECT r.id, r.sha256, r.file, r.name, r.facts, r.events, r.format, s.unit, s.year
FROM submission s JOIN revision r ON r.id = s.counted
WHERE r.package IS NULL AND (:year IS NULL OR s.year = :year) ORDER BY s.unit, s.year
"""

_RESTORE = "请从备份恢复，shuangyong verify 会说明是哪个文件。"


def _tasks(store: Store, rows: Iterable[sqlite3.Row], changes: list[Change]) -> Iterator[tuple[int, Task]]:
    """Yield what there is to read; of an original that is not what was received, note that instead."""
    for number, row in enumerate(rows):
        try:
            data = store.original(row["sha256"]).read_bytes()
        except FileNotFoundError:
            changes.append(_refused(row, f"原件「{row['file']}」不见了。{_RESTORE}"))
            continue
        except OSError as refusal:
            changes.append(_refused(row, f"原件「{row['file']}」读不出来（{refusal.strerror}）。{_RESTORE}"))
            continue
        if hashlib.sha256(data).hexdigest() == row["sha256"]:
            yield number, Task(Source(label=row["file"], data=data), row["sha256"])
        else:
            changes.append(_refused(row, f"原件「{row['file']}」已损坏或被换过，和收到时不一样。{_RESTORE}"))


def _refused(row: sqlite3.Row, why: str) -> Change:
    return Change(unit=row["unit"], name=row["name"], year=row["year"], refused=why)


def _why(taken: object) -> str:
    if not isinstance(taken, Taken):
        return "读不出来。"
    return "；".join(problem.message for problem in taken.problems if problem.severity == "error")


def _write(store: Store, made: list[tuple[sqlite3.Row, Taken]], actor: str, changes: list[Change]) -> None:
    with store.transaction() as db:
        for row, taken in made:
            db.execute(
                "UPDATE revision SET facts = ?, events = ?, versions = ?, format = ? WHERE id = ?",
                (taken.facts, taken.events, taken.versions, FORMAT, row["id"]),
            )
        versions = sorted({taken.versions for _, taken in made})
        detail = {
            "revisions": len(made),
            "versions": [json.loads(one) for one in versions],
            "changed": [f"{change.unit}-{change.year}" for change in changes if change.figures],
        }
        store.audit(actor, "rebuild", "facts", detail)


def _compared(before: bytes, now: bytes) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Return the figures that differ; flows and stocks alike are summed over rows, which is enough to see a change."""
    old, new = _totals(before), _totals(now)
    names = dict.fromkeys((*old, *new))
    return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}


def _totals(facts: bytes) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for cells in _cells(facts):
        name = f"{cells[_KIND]}.{cells[_MEASURE]}"
        totals[name] = totals.get(name, Decimal(0)) + Decimal(cells[_VALUE])
    return totals


def _cells(facts: bytes) -> Iterator[list[str]]:
    for line in zlib.decompress(facts).decode().splitlines() if facts else ():
        yield line.split("\t")
