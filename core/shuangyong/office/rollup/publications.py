"""What was published, and what has changed when an old period is rolled up again.

Each roll-up that is written is noted with its net figures, and with the units that were in it: which revision of whose
ledger counted, and in which sector and region. What differs later can so be told, and mostly why.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from ...catalog import Catalog
from ...report.figures import number_text
from ..roster.standing import reporters
from ..store.opening import Store, now, whoami
from .figures import Rollup

#: Why figures differ, as far as can be told.
_NOTHING_KNOWN = "没有发现单位、台账、重复扣除或程序的变化"

_VERSIONS = """
SELECT r.id, r.versions FROM submission s JOIN revision r ON r.id = s.counted WHERE s.year = ?
"""

#: What may have changed of a unit, by its place in what is noted of it.
_CHANGES = ((3, "的台账换成了另一稿"), (4, "的台账用另一版程序重新提取过"), (2, "改了行政区划"), (1, "改了行业"))

#: So many names are told in a line.
_NAMED = 3

_LATEST = """
SELECT * FROM publication WHERE period = ? AND dims = ? AND edition = ? ORDER BY id DESC LIMIT 1
"""


@attrs.frozen(kw_only=True)
class Changed:
    """A figure that is not what it was when it was last published.

    Attributes:
        measure: The figure's name.
        by: Its group.
        before: What was published; None where it was not there.
        now: What it is; None where it is gone.
    """

    measure: str
    by: Mapping[str, str | None]
    before: Decimal | None
    now: Decimal | None


@attrs.frozen(kw_only=True)
class Differences:
    """How a roll-up differs from the last one of the same period, groups and edition.

    Attributes:
        at: When that one was written.
        actor: By whom.
        changed: The figures that differ, in the roll-up's order, those that are gone last.
        because: Why, as far as can be told, in words; empty where nothing differs.
    """

    at: str
    actor: str
    changed: tuple[Changed, ...]
    because: tuple[str, ...]


def publish(store: Store, rollup: Rollup, catalog: Catalog, *, actor: str = "", output: str = "") -> None:
    """Note that a roll-up was written, with an audit row.

    Args:
        store: Whose.
        rollup: What was written.
        catalog: What is installed.
        actor: Who wrote it; the machine's user by default.
        output: The file's name.
    """
    actor = actor or whoami()
    units = _units(store, rollup)
    noted = {"figures": [*_figures(rollup)], "units": units, "adjustments": _adjustments(rollup)}
    row = {
        "at": now(),
        "actor": actor,
        "period": str(rollup.period),
        "dims": ",".join(rollup.dims),
        "edition": _edition(rollup),
        "versions": json.dumps(_versions(catalog), sort_keys=True),
        "roster": hashlib.sha256(json.dumps(units, sort_keys=True).encode()).hexdigest(),
        "figures": zlib.compress(json.dumps(noted, ensure_ascii=False, separators=(",", ":")).encode(), 1),
    }
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    with store.transaction() as db:
        db.execute(f"INSERT INTO publication ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
        detail = {"dims": row["dims"], "public": rollup.public, "output": output, "figures": len(rollup.figures)}
        store.audit(actor, "rollup", str(rollup.period), detail)


def differences(store: Store, rollup: Rollup, catalog: Catalog) -> Differences | None:
    """Return how a roll-up differs from the last one published of its period, groups and edition; None without one."""
    row = store.db.execute(_LATEST, (str(rollup.period), ",".join(rollup.dims), _edition(rollup))).fetchone()
    if row is None:
        return None
    noted = json.loads(zlib.decompress(row["figures"]))
    changed = tuple(_changed(noted["figures"], [*_figures(rollup)]))
    because: Sequence[str] = ()
    if changed:
        reasons = [
            *_moved(noted["units"], _units(store, rollup)),
            *_decided(noted["adjustments"], _adjustments(rollup)),
            *_upgraded(json.loads(row["versions"]), catalog),
        ]
        because = reasons or [_NOTHING_KNOWN]
    return Differences(at=row["at"], actor=row["actor"], changed=changed, because=tuple(because))


def _figures(rollup: Rollup) -> Iterator[list[Any]]:
    """Yield the figures as they are noted: name, group and value; what is withheld is not there."""
    for figure in rollup.figures:
        if figure.value is not None:
            yield [figure.measure, [[dim, value] for dim, value in figure.by.items()], number_text(figure.value)]


def _changed(before: list[list[Any]], today: list[list[Any]]) -> Iterator[Changed]:
    was, is_ = ({(name, tuple(map(tuple, by))): value for name, by, value in figures} for figures in (before, today))
    for (name, by), value in is_.items():
        if was.get((name, by)) != value:
            yield Changed(measure=name, by=dict(by), before=_decimal(was.get((name, by))), now=Decimal(value))
    for (name, by), value in was.items():
        if (name, by) not in is_:
            yield Changed(measure=name, by=dict(by), before=Decimal(value), now=None)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _units(store: Store, rollup: Rollup) -> dict[str, list[Any]]:
    """Return the units whose ledgers count: name, sector, region, revision, and the versions that read it."""
    versions = dict(store.db.execute(_VERSIONS, (rollup.period.year,)).fetchall())
    return {
        one.unit: [one.name, one.sector, one.region, one.revision, versions.get(one.revision)]
        for one in reporters(store, rollup.period)
    }


def _adjustments(rollup: Rollup) -> dict[str, list[Any]]:
    return {
        one.id: [one.label, {name: number_text(amount) for name, amount in sorted(one.amounts.items())}]
        for one in rollup.adjustments
    }


def _moved(before: Mapping[str, list[Any]], today: Mapping[str, list[Any]]) -> Iterator[str]:
    came = [_called(unit, today) for unit in today if unit not in before]
    left = [_called(unit, before) for unit in before if unit not in today]
    both = [unit for unit in today if unit in before]
    yield from _told("新计入", came)
    yield from _told("不再计入", left)
    for place, what in _CHANGES:
        yield from _told("", [_called(unit, today) for unit in both if before[unit][place] != today[unit][place]], what)


def _decided(before: Mapping[str, list[Any]], today: Mapping[str, list[Any]]) -> Iterator[str]:
    yield from _told("新扣除的重复：", [today[one][0] for one in today if one not in before], kind="条")
    yield from _told("不再扣除的重复：", [before[one][0] for one in before if one not in today], kind="条")
    changed = [today[one][0] for one in today if one in before and before[one][1] != today[one][1]]
    yield from _told("扣除数有变的重复：", changed, kind="条")


def _called(unit: str, units: Mapping[str, list[Any]]) -> str:
    return f"{units[unit][0]}（{unit}）"


def _told(start: str, names: Sequence[str], end: str = "", kind: str = "个单位") -> Iterator[str]:
    if names:
        more = f"等 {len(names)} {kind}" if len(names) > _NAMED else ""
        yield f"{start}{'、'.join(names[:_NAMED])}{more}{end}"


def _upgraded(before: Mapping[str, str], catalog: Catalog) -> Iterator[str]:
    today = _versions(catalog)
    for name in sorted(before.keys() | today.keys()):
        if before.get(name) != today.get(name):
            yield f"插件 {name} 由 {before.get(name, '没有装')} 变为 {today.get(name, '没有装')}"


def _versions(catalog: Catalog) -> dict[str, str]:
    return {plugin.name: plugin.version for plugin in catalog.plugins if plugin.broken is None}


def _edition(rollup: Rollup) -> str:
    """Return what else must be alike for two roll-ups to have the same figures: for whom it is, and of what."""
    edition = "public" if rollup.public else "office"
    return edition if rollup.measures is None else f"{edition} {','.join(sorted(rollup.measures))}"
