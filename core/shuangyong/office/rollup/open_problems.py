"""What keeps a roll-up from being final besides missing units and undecided overlaps, in words."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...catalog import Catalog
from ..overlaps.decisions import Ruling
from ..roster.expected import Expected
from ..status.units import first_accepted, on_time
from ..store.opening import Store

#: What is asked of everybody who sent; a year's status tells much more, and takes ten times as long.
_SENT = """
SELECT s.unit, r.name, r.state, counted.number AS counted FROM submission s JOIN revision r ON r.id = s.current
LEFT JOIN revision counted ON counted.id = s.counted WHERE s.year = ? ORDER BY s.unit
"""

#: So many names are told in a line.
_NAMED = 5


def open_problems(
    store: Store,
    catalog: Catalog,
    year: int,
    today: datetime.date,
    known: Mapping[str, Expected],
    stale: Sequence[Ruling] = (),
) -> tuple[str, ...]:
    """Return the open problems of a year, each a sentence.

    Args:
        store: Whose.
        catalog: What is installed.
        year: Of which year.
        today: The day that it is told on.
        known: The year's roster; where it is empty, whoever sent is asked about.
        stale: Decisions of what is no longer there.
    """
    return (*_of_ledgers(store, year, today, known), *_kept(store, catalog), *_undone(stale))


def _of_ledgers(store: Store, year: int, today: datetime.date, known: Mapping[str, Expected]) -> Iterator[str]:
    due = any(expected.due for expected in known.values())
    accepted = first_accepted(store.db, year) if due else {}
    waiting, older, late = [], [], []
    for unit, name, state, counted in store.db.execute(_SENT, (year,)):
        if known and unit not in known:
            continue
        expected = known.get(unit)
        name = expected.name if expected else name
        if state == "returned" and counted is None:
            waiting.append(name)
        elif state == "returned":
            older.append(f"{name}（第 {counted} 稿）")
        if on_time(expected, accepted.get(unit), today) is False:
            late.append(name)
    yield from _of_units(waiting, "台账退回后还没有重报，没有计入")
    yield from _of_units(older, "最新一稿退回待改，汇总用的是以前通过的一稿")
    yield from _of_units(late, "没有按时报来检查通过的台账")


def _undone(stale: Sequence[Ruling]) -> Iterator[str]:
    if stale:
        labels = _listed([ruling.label for ruling in stale])
        yield f"{len(stale)} 条重复裁定所说的内容已经改动或撤回，不再核减，须重新裁定：{labels}。"


def _of_units(names: Sequence[str], what: str) -> Iterator[str]:
    if names:
        yield f"{len(names)} 个单位{what}：{_listed(names)}。"


def _kept(store: Store, catalog: Catalog) -> Iterator[str]:
    """Yield the ledgers that wait for a plugin; those whose plugin is there by now wait to be collected again."""
    waiting: dict[str, list[str]] = {}
    for row in store.db.execute("SELECT sector, file FROM kept ORDER BY sector, file"):
        waiting.setdefault(row["sector"], []).append(row["file"])
    labels: Mapping[str, str] = {name: sector.label for sector in catalog.sectors for name in sector.names}
    for sector, files in waiting.items():
        why = "插件已装上，请重新收一次" if sector in labels else "本机没有装它的行业插件"
        yield f"{len(files)} 本「{labels.get(sector, sector)}」台账没有计入，{why}：{_listed(files)}。"


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 个" if len(names) > _NAMED else "")
