"""What was published, and what has changed when an old period is rolled up again.

Each roll-up that is written is noted with its net figures, and with the units that were in it: which revision of whose
ledger counted, and in which sector and region. What differs later can so be told, and mostly why.
"""

import hashlib
import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...report.figures import number_text
from ..roster.standing import reporters
from ..store.opening import Store, now, whoami
from .figures import Rollup
from .reasons import reasons

_VERSIONS = """
SELECT r.id, r.versions FROM submission s JOIN revision r ON r.id = s.counted WHERE s.year = ?
"""

_LATEST = """
SELECT * FROM publication WHERE period = ? AND dims = ? AND edition = ? ORDER BY id DESC LIMIT 1 OFFSET ?
"""


#: Figures as they are noted: by name and dimensions, each group's values and the net figure.
Noted = Mapping[str, Mapping[str, Sequence[Sequence[str | None]]]]


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


def publish(
    store: Store, rollup: Rollup, catalog: Catalog, *, actor: str = "", output: str = "", request: int = 0
) -> None:
    """Note that a roll-up was written, with an audit row.

    Args:
        store: Whose.
        rollup: What was written.
        catalog: What is installed.
        actor: Who wrote it; the machine's user by default.
        output: The file's name.
        request: The number of the audit row that asked for it, by which ``is_published`` finds it again; 0 for none.
    """
    actor = actor or whoami()
    units = _units(store, rollup)
    noted = (_dumped({"units": units, "adjustments": _adjustments(rollup)}), _dumped(_figures(rollup)))
    row = {
        "at": now(),
        "actor": actor,
        "period": str(rollup.period),
        "dims": ",".join(rollup.dims),
        "edition": _edition(rollup),
        "versions": json.dumps(_versions(catalog), sort_keys=True),
        "roster": hashlib.sha256(json.dumps(units, sort_keys=True).encode()).hexdigest(),
        "figures": zlib.compress("\n".join(noted).encode(), 1),
    }
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    with store.transaction() as db:
        db.execute(f"INSERT INTO publication ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
        detail = {"dims": row["dims"], "public": rollup.public, "output": output, "figures": len(rollup.figures)}
        detail |= {"request": request} if request else {}
        store.audit(actor, "rollup", str(rollup.period), detail)


def is_published(store: Store, request: int) -> bool:
    """Tell whether what an audit row asked for is noted already."""
    sql = "SELECT 1 FROM audit WHERE action = 'rollup' AND id > ?1 AND json_extract(detail, '$.request') = ?1"
    return store.db.execute(sql, (request,)).fetchone() is not None


def differences(store: Store, rollup: Rollup, catalog: Catalog, *, noted: bool = False) -> Differences | None:
    """Return how a roll-up differs from the last one published of its period, groups and edition; None without one.

    Args:
        store: Whose.
        rollup: What is published.
        catalog: What is installed.
        noted: Whether it is noted itself already, as the last one.
    """
    asked = (str(rollup.period), ",".join(rollup.dims), _edition(rollup), int(noted))
    row = store.db.execute(_LATEST, asked).fetchone()
    if row is None:
        return None
    about, before = zlib.decompress(row["figures"]).decode().split("\n")
    figures = _figures(rollup)
    changed = () if before == _dumped(figures) else tuple(_changed(json.loads(before), figures))
    because: tuple[str, ...] = ()
    if changed:
        then = json.loads(about)
        because = tuple(
            reasons(
                (then["units"], _units(store, rollup)),
                (then["adjustments"], _adjustments(rollup)),
                (json.loads(row["versions"]), _versions(catalog)),
            )
        )
    return Differences(at=row["at"], actor=row["actor"], changed=changed, because=because)


@attrs.frozen(kw_only=True)
class Publication:
    """That a roll-up was written: when, by whom, of what time, in which groups, for whom and of which figures."""

    id: int
    at: str
    actor: str
    period: str
    dims: tuple[str, ...]
    public: bool
    measures: tuple[str, ...]


def publications(store: Store) -> tuple[Publication, ...]:
    """Return all roll-ups that were written, the latest first."""
    rows = store.db.execute("SELECT id, at, actor, period, dims, edition FROM publication ORDER BY id DESC")
    return tuple(
        Publication(
            dims=tuple(filter(None, row["dims"].split(","))),
            public=row["edition"].partition(" ")[0] == "public",
            measures=tuple(filter(None, row["edition"].partition(" ")[2].split(","))),
            **{name: row[name] for name in ("id", "at", "actor", "period")},
        )
        for row in rows
    )


def is_another(one: Publication, period: Period, dims: Sequence[str], measures: Collection[str]) -> bool:
    """Tell whether a public edition may be subtracted from one in other groups, of other figures or of other months.

    Only those of the same months, at least in part, can: a year less its first half is the second.
    """
    theirs = Period.parse(one.period)
    months = theirs.first_month <= period.last_month and period.first_month <= theirs.last_month
    same = (theirs, one.dims, one.measures) == (period, tuple(dims), tuple(sorted(measures)))
    return one.public and theirs.year == period.year and months and not same


def other_public_editions(store: Store, rollup: Rollup) -> tuple[str, ...]:
    """Return how else a time was published before, in words; a public edition guards itself, not against others.

    Two editions in different groups, of different figures, or of a year and a part of it, may be subtracted from one
    another: who publishes both must look himself that nothing withheld follows.
    """
    if not rollup.public:
        return ()
    asked = rollup.period, rollup.dims, rollup.measures or ()
    found = {(one.period, one.dims, one.measures): one for one in publications(store)[::-1] if is_another(one, *asked)}
    return tuple(_told(one, rollup.period) for one in sorted(found.values(), key=lambda one: one.at[:10]))


def _told(one: Publication, period: Period) -> str:
    of_other = "" if one.period == str(period) else f" {one.period}"
    return f"{one.at[:10]}{of_other}（--by {','.join(one.dims) or '不分组'}）"


def _figures(rollup: Rollup) -> Noted:
    """Return the figures as they are noted; what is withheld is not there."""
    noted: dict[str, dict[str, list[list[str | None]]]] = {}
    for figure in rollup.figures:
        if figure.value is not None:
            groups = noted.setdefault(figure.measure, {}).setdefault(",".join(figure.by), [])
            groups.append([*figure.by.values(), number_text(figure.value)])
    return noted


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _changed(before: Noted, today: Noted) -> Iterator[Changed]:
    was, is_ = _flat(before), _flat(today)
    for (name, by), value in is_.items():
        if was.get((name, by)) != value:
            yield Changed(measure=name, by=dict(by), before=_decimal(was.get((name, by))), now=Decimal(value))
    for (name, by), value in was.items():
        if (name, by) not in is_:
            yield Changed(measure=name, by=dict(by), before=Decimal(value), now=None)


def _flat(noted: Noted) -> dict[tuple[str, tuple[tuple[str, str | None], ...]], str]:
    return {
        (name, tuple(zip(dims.split(",") if dims else (), values, strict=True))): str(value)
        for name, sets in noted.items()
        for dims, groups in sets.items()
        for *values, value in groups
    }


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


def _versions(catalog: Catalog) -> dict[str, str]:
    return {plugin.name: plugin.version for plugin in catalog.plugins if plugin.broken is None}


def _edition(rollup: Rollup) -> str:
    """Return what else must be alike for two roll-ups to have the same figures: for whom it is, and of what."""
    edition = "public" if rollup.public else "office"
    return edition if rollup.measures is None else f"{edition} {','.join(sorted(rollup.measures))}"
