"""What ``assess`` shows: text or JSON on the screen, and the office's papers as files."""

import datetime
from collections import Counter
from collections.abc import Sequence
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

#: So many ledgers are read before anybody is told how far it is.
_STEP = 100


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


def tell_strangers(given: "Sequence[Given]", ranking: "Ranking") -> None:
    """Tell which units people have judged that are not among those of the store."""
    from .output import note

    known = {name for place in ranking.units for name in (place.score.unit, place.score.last.code)}
    known |= {name for one in ranking.unscored for name in (one.unit, one.code)}
    if strangers := sorted({one.unit for one in given if one.unit} - known):
        note(f"人工评定里有 {len(strangers)} 个名称不是这里的单位，没有用上：{'、'.join(strangers)}。")


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
