"""Assessing all units of a year as a job: the ranking with each unit's reasons, and the office's papers."""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...assess.cycle import UnitScore
from ...assess.papers.store import ranking_paper, texts_of
from ...assess.papers.writing import paper_bytes
from ...assess.ranking import Ranking
from ...assess.scores import short
from ...assessment import scored_store
from ...catalog import Catalog
from ...model.problems import ProblemsFound, error
from ...office.rollup.gate import gate
from ...office.store.opening import open_store
from ...office_standards import counting_for, named
from ...workbook.keys import key
from ..exporting import amount_of
from ..permissions import Right
from .kinds import Input, Job, Made, Outcome, Table, Tell

#: So many units stand on the job's page; its workbook has all.
SHOWN = 200

#: So many of a unit's losses are told, the largest first.
_REASONS = 5

_FORMS = ("xlsx", "docx")
_HEADER = ("名次", "单位代码", "单位名称", "行业", "得分", "满分", "结论", "待评定", "失分的主要原因")


def run(folder: Path, catalog: Catalog, asked: Input, tell: Tell) -> Outcome:
    """Judge every unit by the standard that counted for the year when it was asked for."""
    year, today = int(asked.fields["year"]), datetime.date.today()  # noqa: DTZ011  the office's own day
    labels = {sector.id: sector.label for sector in catalog.sectors}
    with open_store(folder) as store:
        # Who asked before an update of the program named none.
        built, given = named(store, catalog, asked.fields.get("standard") or counting_for(store, year))
        if built.standard.level == "地区":
            message = f"「{built.standard.title}」考评的是一个地区，不能用来给各单位打分。"
            raise ProblemsFound([error("of-an-area", message, "请换一个考评单位的标准。")])
        ranking = scored_store(store, catalog, built.standard, (year,), given, tell)
    if not ranking.units:
        message = f"{year} 年还没有可以评的台账。"
        raise ProblemsFound([error("nobody", message, "请先收台账，检查通过的才能评。")])
    gate(texts_of(ranking), "")
    paper = ranking_paper(ranking, lambda sector: labels.get(sector, sector), today)
    made = tuple(Made(name=f"{year}年双拥考评结果.{form}", data=paper_bytes(paper, form)) for form in _FORMS)
    words = f"{year} 年按「{built.standard.title}」评了 {len(ranking.units)} 个单位，平均 {short(ranking.average)} 分。"
    return Outcome(words=words, report=_report(ranking, labels), files=made)


def shown(report: Any, asked: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the job's page shows of the ranking: the units that were searched for."""
    found = _found(report, asked)
    return {"rows": found[:SHOWN], "count": len(found), "shown": SHOWN}


def table(report: Any, asked: Mapping[str, str]) -> Table:
    """Return the ranking of the units that were searched for."""
    rows = [
        (
            one["rank"],
            one["code"],
            one["unit"],
            one["sector"],
            amount_of(one["total"]),
            amount_of(one["full"]),
            one["verdict"],
            amount_of(one["pending"]),
            "\n".join(one["reasons"]),
        )
        for one in _found(report, asked)
    ]
    return Table(title="考评排名", header=_HEADER, rows=rows)


def _report(ranking: Ranking, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "year": ranking.years[0],
        "title": ranking.standard.title,
        "average": short(ranking.average),
        "sectors": [
            {"label": one.label, "units": one.units, "full": short(one.full), "score": short(one.score)}
            for one in ranking.sectors(lambda sector: labels.get(sector, sector))
        ],
        "units": [
            {
                "rank": place.rank,
                "code": place.score.last.code,
                "unit": place.score.unit,
                "sector": labels.get(place.score.sector, place.score.sector),
                "total": short(place.score.total),
                "full": short(place.score.full),
                "verdict": place.score.verdict,
                "pending": short(place.score.pending) if place.score.pending else "",
                "reasons": [*_reasons(place.score)],
            }
            for place in ranking.units
        ],
        "unscored": [{"code": one.code, "unit": one.unit, "why": one.why} for one in ranking.unscored],
    }


def _reasons(found: UnitScore) -> Iterator[str]:
    """Yield why a unit does not have all points: what strikes it, then its largest losses."""
    for _, veto in found.vetoes:
        yield f"一票否决：{veto.item.content}"
    losses = [
        (one.item.points - one.score, one)
        for one in found.last.items
        if one.item.nature == "计分" and one.item.points is not None and one.score < one.item.points
    ]
    for lost, one in sorted(losses, key=lambda pair: -pair[0])[:_REASONS]:
        yield f"{one.item.number} 失 {short(lost)} 分：{one.why}"


def _found(report: Any, asked: Mapping[str, str]) -> list[Any]:
    typed, sector = key(asked.get("q", "")), asked.get("sector", "")
    return [
        one
        for one in report["units"]
        if (not sector or one["sector"] == sector) and (not typed or typed in key(one["unit"] + one["code"]))
    ]


JOB = Job(
    label="考评",
    right=Right.MANAGE,
    run=run,
    template="job_scores.html",
    shown=shown,
    table=table,
    again="/standards",
)
