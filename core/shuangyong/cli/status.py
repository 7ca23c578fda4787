"""``shuangyong status``: who sent a year's ledger, who is missing, late or returned."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import format_option
from .stores import all_option, period_option, show_list, store_argument

if TYPE_CHECKING:
    from shuangyong.catalog import Catalog
    from shuangyong.model.periods import Period
    from shuangyong.office.status.status import Status, Tally
    from shuangyong.office.status.units import UnitStatus

_COUNTED = {"submitted": "已报", "complete": "内容齐全", "passed": "检查通过", "on_time": "按时"}


@click.command("status", options_metavar="[选项]")
@store_argument
@period_option("哪一年的：2026；写 2026-Q3 也说它所在的全年。不写就是最近收过台账的一年。")
@all_option
@format_option
def command(folder: Path, period: "Period | None", whole: bool, output_format: str) -> int:
    """报送情况：应报、已报、内容齐全、通过、按时、锁定、退回。

    “已报”“齐全”“通过”“按时”“锁定”是五件事，各算各的。应报从名册来；名册外报来的另列。

    \b
    例：shuangyong status 2026库
        shuangyong status 2026库 --period 2026 --all
        shuangyong status 2026库 --format json
    """
    import datetime

    from shuangyong.catalog import installed_for_figures
    from shuangyong.model.periods import Period
    from shuangyong.office.status.status import latest_year, status
    from shuangyong.office.store.opening import open_store

    from .output import show_json

    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    catalog = installed_for_figures()
    with open_store(folder) as store:
        found = status(store, catalog, period or Period(latest_year(store, today)), today)
    if output_format == "json":
        show_json(found.to_json())
    else:
        _show(found, catalog, whole=whole)
    return 0


def _show(found: "Status", catalog: "Catalog", *, whole: bool) -> None:
    year = found.period.year
    click.echo(f"{year} 年报送情况（到 {found.today} 为止）")
    if not found.period.whole_year:
        click.echo(f"  台账按年报送，{found.period} 看的是 {year} 年全年。")
    for line in _summary(found):
        click.echo(f"  {line}")
    show_list("分地区", [*_groups(found.by(_county))], whole=whole)
    sectors = {sector.id: sector.label for sector in catalog.sectors}
    show_list("分行业", [*_groups(found.by(lambda unit: sectors.get(unit.sector, unit.sector)))], whole=whole)
    lists: Mapping[str, list[str]] = {
        "未报": [_named(unit) for unit in found.members if not unit.submitted],
        "迟报（截止日期前没有报来检查通过的台账）": [_late(unit) for unit in found.members if unit.late],
        "退回待改": [_returned(unit) for unit in found.units if unit.returned],
        "锁定后准许补报": [_unlocked(unit) for unit in found.units if unit.unlocking],
        "内容不齐全": [_lacking(unit) for unit in found.members if unit.submitted and not unit.complete],
        "退回后重报": [_mended(unit) for unit in found.units if unit.mending],
        "名册外报来的，没有计入": [_named(unit) for unit in found.unexpected if found.roster],
    }
    for title, lines in lists.items():
        show_list(title, lines, whole=whole)


def _summary(found: "Status") -> Iterator[str]:
    tally = found.tally
    if not found.roster:
        yield f"没有 {found.period.year} 年的名册，不知道应报多少，报送率不适用；请用 shuangyong roster 导入名册。"
        yield f"收到 {len(found.members)} 家：{_counts(tally)}"
    else:
        yield f"应报 {tally.expected} 家：{_counts(tally)}"
        if tally.due < tally.expected:
            yield f"按时只算设了截止日期的 {tally.due} 家。" if tally.due else "没有设截止日期，按时不适用。"
    others = {"审核": tally.counts["reviewed"], "退回待改": tally.counts["returned"], "已锁定": tally.counts["locked"]}
    if found.roster:
        others["名册外报来"] = len(found.unexpected)
    yield "，".join(f"{label} {count} 家" for label, count in others.items())


def _counts(tally: "Tally") -> str:
    return "，".join(f"{label} {tally.counts[name]}{_rate(tally, name)}" for name, label in _COUNTED.items())


def _rate(tally: "Tally", name: str) -> str:
    rate = tally.rate(name)
    return "（不适用）" if rate is None else f"（{rate * 100:.2f}%）"


def _groups(groups: "Mapping[str, Tally]") -> Iterator[str]:
    """Yield a line a group; nothing where there is only one."""
    if len(groups) > 1:
        for name, tally in groups.items():
            yield f"{name}：应报 {tally.expected}，{_counts(tally)}"


def _county(unit: "UnitStatus") -> str:
    from shuangyong.model.regions import Region

    return Region(unit.region).at("county").path if unit.region else "（没有行政区划代码）"


def _named(unit: "UnitStatus") -> str:
    return f"{unit.unit} {unit.name}"


def _late(unit: "UnitStatus") -> str:
    fault = "" if unit.passed else "，没有通过"
    return f"{_named(unit)}：截止 {unit.due}，最新一版 {unit.received} 收到{fault}"


def _returned(unit: "UnitStatus") -> str:
    assert unit.returned is not None, "only those that went back are listed"
    errors = f"{unit.returned.errors} 处错误" if unit.returned.errors else ""
    why = "；".join(filter(None, (unit.returned.because, errors)))
    counted = f"，汇总仍用第 {unit.counted} 版" if unit.counted is not None else "，没有计入汇总"
    return f"{_named(unit)}：第 {unit.revision} 版退回（{why}）{counted}"


def _unlocked(unit: "UnitStatus") -> str:
    leave = unit.unlocking
    assert leave is not None, "only those with leave are listed"
    return f"{_named(unit)}：{unit.lock} 锁定，{leave.actor}准许到 {leave.until}（{leave.because}）"


def _lacking(unit: "UnitStatus") -> str:
    if not unit.lacking:
        return f"{_named(unit)}：填报情况与表里的内容矛盾"
    shown = "、".join(unit.lacking[:3]) + (f"等 {len(unit.lacking)} 种" if len(unit.lacking) > 3 else "")
    return f"{_named(unit)}：没有填报情况或缺表：{shown}"


def _mended(unit: "UnitStatus") -> str:
    mending = unit.mending
    assert mending is not None, "only resubmissions are listed"
    parts = (("改好", mending.mended), ("还在", mending.still), ("新出", mending.new))
    counts = "，".join(f"{label} {len(problems)} 处" for label, problems in parts if problems) or "没有查出过问题"
    because = f"（退回理由：{mending.because}）" if mending.because else ""
    return f"{_named(unit)}：第 {mending.before} 版{because} → 第 {mending.current} 版：{counts}"
