"""What ``assess`` shows: text or JSON on the screen, and the office's papers as files."""

import datetime
import difflib
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from shuangyong.model.problems import ProblemsFound, error

if TYPE_CHECKING:
    from shuangyong.assess.building import Built
    from shuangyong.assess.cycle import UnitScore
    from shuangyong.assess.given import Given
    from shuangyong.assess.papers.paper import Paper
    from shuangyong.assess.ranking import Ranking
    from shuangyong.catalog import Catalog
    from shuangyong.model.ledgers import Ledger
    from shuangyong.model.problems import Problem
    from shuangyong.model.units import Unit

#: So many ledgers are read before anybody is told how far it is.
_STEP = 100

#: So many names of units are listed.
_FEW = 10


@attrs.frozen
class Shown:
    """How a result is shown: the file to write, all lines or the first, JSON or text, and as of which day."""

    output: Path | None
    whole: bool
    as_json: bool
    today: datetime.date


def show_unit(found: "UnitScore", built: "Built", catalog: "Catalog", ledger: "Ledger", shown: Shown) -> int:
    """Show a unit's assessment, what it has to do this year, and what came of its plan."""
    from shuangyong.assess.as_json import unit_json
    from shuangyong.assess.closing import closed, closed_lines
    from shuangyong.assess.duties import due, due_lines
    from shuangyong.assess.papers.unit import unit_paper
    from shuangyong.assess.telling import unit_lines

    from .output import show_json

    today = shown.today
    duties, plan = due(ledger, catalog, today), closed(ledger, catalog, today)
    if shown.as_json:
        yearly = {"due": [one.to_json() for one in duties], "plan": [one.to_json() for one in plan]}
        show_json({**unit_json(found, built.warnings), **yearly})
    else:
        for line in (*unit_lines(found, whole=shown.whole), *due_lines(duties, shown.today), *closed_lines(plan)):
            click.echo(line)
    if shown.output is not None:
        _write(shown.output, unit_paper(found, shown.today))
    return 0


def show_ranking(ranking: "Ranking", built: "Built", catalog: "Catalog", shown: Shown) -> int:
    """Show many units side by side."""
    from shuangyong.assess.as_json import ranking_json
    from shuangyong.assess.papers.store import ranking_paper
    from shuangyong.assess.telling import ranking_lines

    from .output import show_json

    labels = {sector.id: sector.label for sector in catalog.sectors}

    def label(sector: str) -> str:
        return labels.get(sector, sector)

    if shown.as_json:
        show_json(ranking_json(ranking, label, built.warnings))
    else:
        for line in ranking_lines(ranking, label, whole=shown.whole):
            click.echo(line)
    if shown.output is not None:
        _write(shown.output, ranking_paper(ranking, label, shown.today))
    return 0


def tell_fit(built: "Built", years: Sequence[int]) -> None:
    """Tell where a standard is not made for what it judges."""
    from .output import note

    standard = built.standard
    if standard.level == "地区":
        note(f"“{standard.title}”考评的是一个地区：请用双拥办自己的台账来评。")
    valid = standard.years
    if valid and (outside := [year for year in years if not valid[0] <= year <= valid[1]]):
        told = "、".join(map(str, sorted(set(outside))))
        note(f"“{standard.title}”适用于 {valid[0]}—{valid[1]} 年，{told} 年不在其中。")


def tell_nobody(ranking: "Ranking") -> None:
    """Tell why nobody could be judged: each reason once, with how many units it holds for."""
    from .output import note

    years = "、".join(map(str, ranking.years))
    note(f"{years} 年还没有可以评的台账；请先用 shuangyong collect 收台账，或用 --year 换一年。")
    for why, count in Counter(one.why for one in ranking.unscored).items():
        note(f"  {count} 个单位：{why}")


def tell_unjudged(given: "Sequence[Given]", ranking: "Ranking") -> None:
    """Tell which units of a store people have judged that have no ledger to be judged by."""
    from .output import note

    judged = {place.score.last.code for place in ranking.units}
    idle = {one.unit for one in given if one.code and one.code not in judged and one.year in (None, *ranking.years)}
    if idle:
        note(f"人工评定里有 {len(idle)} 个单位没有可以评的台账，没有用上：{'、'.join(sorted(idle))}。")


def tell_others(given: "Sequence[Given]", units: "Sequence[Unit]", manual: Path | None) -> None:
    """Tell which units people have judged whose ledgers are not among those given here.

    Raises:
        ProblemsFound: A file of what people judge, given for these ledgers, says nothing of any of them.
    """
    from .output import note

    names = {name for unit in units for name in (unit.name, unit.code) if name}
    idle = [one for one in given if one.unit and one.unit not in names]
    own = [one for one in given if manual is not None and one.file == manual.name]
    if own and all(one in idle for one in own):
        raise ProblemsFound([_of_nobody(own, names)], own[0].file)
    if idle:
        others = sorted({one.unit for one in idle})
        note(f"人工评定里有 {len(others)} 个名称不是这里的单位，没有用上：{_some(others)}。{_near(others, names)}")


def _of_nobody(given: "Sequence[Given]", names: Collection[str]) -> "Problem":
    others = [*dict.fromkeys(one.unit for one in given)]
    message = f"没有一行是这里的单位（{_some(sorted(names))}），写的是：{_some(others)}。"
    row = next((one.row for one in given if _near([one.unit], names)), given[0].row)
    return row.problem(message, f"{_near(others, names)}请核对单位的名称或代码。", "unit", code="bad-given")


def _near(written: Sequence[str], names: Collection[str]) -> str:
    """Return which of some names may be meant by what is written; empty where none is like it."""
    near = {one: difflib.get_close_matches(one, names, n=1, cutoff=0.7) for one in written}
    return "".join(f"「{one}」是不是「{found[0]}」？" for one, found in near.items() if found)


def _some(names: Sequence[str]) -> str:
    return f"{'、'.join(names[:_FEW])}{'等' if len(names) > _FEW else ''}"


def refuse_twice(ledgers: "Sequence[Ledger]") -> None:
    """Refuse two ledgers of one unit and year.

    Raises:
        ProblemsFound: There are.
    """
    from shuangyong.assessment import units_of

    unit_of = units_of(ledgers)
    seen: dict[tuple[str, int], str] = {}
    problems = []
    for ledger in ledgers:
        key = unit_of(ledger), ledger.year
        if key in seen:
            message = f"{ledger.unit.name} {ledger.year} 年的台账给了两本：{seen[key]}、{ledger.file}。"
            problems.append(error("same-ledger", message, "每年只给一本。"))
        seen[key] = ledger.file
    if problems:
        raise ProblemsFound(problems)


def progress(done: int, whole: int) -> None:
    """Tell how many ledgers are read."""
    from .output import note

    if done % _STEP == 0 and done < whole:
        note(f"已评 {done}/{whole} 本……")


def _write(output: Path, paper: "Paper") -> None:
    from shuangyong.assess.papers.writing import paper_bytes
    from shuangyong.model.atomic import write_atomically

    from .output import note

    write_atomically(output, paper_bytes(paper, output.suffix.removeprefix(".").lower()))
    note(f"已写出 {output}：{paper.title}。")
