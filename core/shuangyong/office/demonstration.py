"""The demonstration of a city office: a sample county's ledgers collected, settled, rolled up, published, forwarded."""

import datetime
import functools
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from ..catalog import Catalog
from ..model.atomic import write_atomically
from ..model.periods import Period
from ..model.regions import Region
from ..workbook.marking import mark
from .county import County, Planted, plan_county, write_county
from .county.roster import deadline, lock_day
from .county.writing import LEDGERS, ROSTER
from .forwarding.forwarding import forward
from .intake.collecting import Collection, collect
from .overlaps.deciding import Wish, decide
from .overlaps.settling import overlaps_of
from .publish.producing import produce
from .rollup.asking import default_dims
from .rollup.gate import gate_rollup
from .rollup.rolling import roll_up
from .roster.importing import import_roster
from .store.opening import Store, open_store
from .store.settings import Office, note_office

STORE = "数据库"

#: Who decides in the demonstration; nobody's name.
_OFFICER = "示例经办人"
_BECAUSE = "已与两家单位核对"

Progress = Callable[[str], None]


def write_office(
    catalog: Catalog, folder: Path, count: int, year: int, seed: int = 1, progress: Progress = lambda _: None
) -> Iterator[tuple[Path, str]]:
    """Write the demonstration and yield each file or folder written and what it is.

    Args:
        catalog: What is installed.
        folder: Where to.
        count: How many units.
        year: The year that they report.
        seed: For another county of the same size.
        progress: Told in words what is being done.
    """
    county = plan_county(catalog, count, year, seed)
    progress(f"写台账：{_counted(county)}……")
    write_county(county, folder, catalog)
    yield folder / ROSTER, f"{county.name}的名册，{_counted(county)}"
    yield folder / LEDGERS, "各单位报来的台账，分上年、第一批（按时）、第二批（迟报和重报）"
    with open_store(folder / STORE, create=True) as store:
        with store.transaction() as db:
            note_office(db, Office(f"{county.name}双拥办", Region.parse(county.region).code))
        import_roster(store, catalog, folder / ROSTER, year, _OFFICER)
        yield from _collected(store, catalog, county, folder, progress)
        progress("裁定重复，汇总……")
        _settle(store, catalog, county)
        yield folder / STORE, "收下的原件和数据，各项命令里的 STORE 就是它"
        yield from _published(store, catalog, county, folder)
        package = folder / "上报件.zip"
        forward(store, Office(), year, functools.partial(write_atomically, package), _OFFICER)
        yield package, "报上级双拥办的汇总件"


def _counted(county: County) -> str:
    """Say how many units there are: as many as were asked for, and those that the year no longer expects."""
    closed = sum(unit.fate == "closed" for unit in county.units)
    also = f"，另有 {closed} 个上年以后撤销的" if closed else ""
    return f"{len(county.units) - closed} 个单位{also}"


def _collected(
    store: Store, catalog: Catalog, county: County, folder: Path, progress: Progress
) -> Iterator[tuple[Path, str]]:
    """Collect batch by batch, as they came in over the weeks, and write the marked returns."""
    returns = folder / "退回件"
    returns.mkdir(exist_ok=True)
    year = county.year
    for batch, day in (
        ("上年", datetime.date(year, 1, 10)),
        ("第一批", deadline(year)),
        ("第二批", deadline(year) + datetime.timedelta(days=14)),
    ):
        place = folder / LEDGERS / batch
        if place.is_dir():
            progress(f"收{batch}……")
            collection = collect(store, catalog, [place], received=day, actor=_OFFICER)
            _return(store, collection, returns)
            listed = folder / f"收件-{batch}.json"
            write_atomically(listed, json.dumps(collection.to_json(), ensure_ascii=False, indent=1).encode())
            yield listed, f"{batch}每个文件收得怎样"
    yield returns, "退给填报单位的台账，错处已涂色并批注"


def _return(store: Store, collection: Collection, returns: Path) -> None:
    for entry in collection.of("returned"):
        mark(store.original(entry.sha256), entry.problems, returns / f"{entry.name}-{entry.year}-退改.xlsx")


def _settle(store: Store, catalog: Catalog, county: County) -> None:
    """Decide what was planted as the truth is; what else looks alike is left for the visitor to decide."""
    wishes = []
    for candidate in overlaps_of(store, catalog, county.year).undecided:
        told = {(report.unit.unit, report.event.title) for report in (candidate.one, candidate.other)}
        planted = next((one for one in county.planted if told <= {(deed.unit, deed.title) for deed in one.deeds}), None)
        if planted is not None:
            wishes += _wishes(candidate.id, planted)
    if wishes:
        decide(store, catalog, county.year, wishes, _OFFICER, _BECAUSE)


def _wishes(overlap: str, planted: Planted) -> list[Wish]:
    if planted.truth == "partly":
        return [
            Wish(id=overlap, verdict="partly", measure=name, amount=Decimal(value))
            for name, value in planted.shared.items()
        ]
    return [Wish(id=overlap, verdict=planted.truth)]


def _published(store: Store, catalog: Catalog, county: County, folder: Path) -> Iterator[tuple[Path, str]]:
    period, today = Period(county.year), lock_day(county.year)
    # The months of fifty kinds fill half a workbook; by quarters a visitor sees as much.
    split = default_dims(store, period, documents=False)
    rollup = roll_up(store, catalog, period, f"{split},quarter", today=today)
    gate_rollup(rollup, catalog, "汇总")
    public = roll_up(store, catalog, period, split, public=True, today=today)
    gate_rollup(public, catalog, "公开版")
    for name, edition, what in (
        ("汇总.xlsx", rollup, "汇总表：总览、分地区、分行业、报送情况、重复核减"),
        ("汇总报告.docx", rollup, "全年工作情况报告"),
        ("汇总.html", rollup, "一页看全年，可离线打开"),
        ("汇总.json", rollup, "供别的程序读取"),
        ("公开版.html", public, "可以公开的一版，一两个人的数字已隐去"),
    ):
        data = produce(name.rpartition(".")[2], edition, store, catalog, today)
        write_atomically(folder / name, data)
        yield folder / name, what
