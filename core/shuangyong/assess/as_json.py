"""Assessments as the JSON that ``assess --format json`` prints; points are decimal strings."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from ..model.problems import Problem
from .cycle import UnitScore
from .ranking import Average, Place, Ranking
from .scores import ItemScore, Missing, Score, Subtotal, short
from .standards import Standard


def unit_json(found: UnitScore, warnings: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return a unit's assessment; ``items`` are the last year's, ``years`` holds each year's own."""
    made = {
        "standard": _standard(found.standard, warnings),
        "unit": found.unit,
        "code": found.last.code,
        "sector": found.sector,
        "year": found.last.year,
        "total": short(found.total),
        "full": short(found.full),
        "basic": short(found.basic),
        "bonus": short(found.bonus),
        "pending": short(found.pending),
        "verdict": found.verdict,
        "vetoes": [{"year": year, **_item(one)} for year, one in found.vetoes],
        "categories": [_category(one) for one in found.categories],
        "items": [_item(one) for one in found.last.items],
        "advice": [_missing(one) for one in found.last.advice],
        "due": [],
    }
    if len(found.years) > 1:
        made["missing_years"] = list(found.missing_years)
        made["years"] = [_year(one) for one in found.scores]
    return made


def ranking_json(ranking: Ranking, label: Callable[[str], str], warnings: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return many units' assessment; vetoed ones are named first and have no rank.

    Args:
        ranking: The units.
        label: What a sector is called, by its id.
        warnings: What is to be known of the standard.
    """
    return {
        "standard": _standard(ranking.standard, warnings),
        "years": list(ranking.years),
        "title": ranking.title,
        "vetoes": [
            {"unit": place.score.unit, "code": place.score.last.code, "year": year, **_item(one)}
            for place in ranking.vetoed
            for year, one in place.score.vetoes
        ],
        "average": short(ranking.average),
        "categories": [_average(one) for one in ranking.categories],
        "sectors": [_average(one) for one in ranking.sectors(label)],
        "units": [_place(one) for one in ranking.units],
        "weak": [
            {
                "id": one.item.number,
                "title": one.item.content,
                "sector": one.item.sector,
                "points": _points(one.item.points),
                "units": one.units,
                "losing": one.losing,
                "lost": short(one.lost),
                "hint": one.hint,
            }
            for one in ranking.weak
        ],
        "unscored": [{"unit": one.unit, "code": one.code, "why": one.why} for one in ranking.unscored],
    }


def _standard(standard: Standard, warnings: Iterable[Problem]) -> dict[str, Any]:
    return {
        "id": standard.id,
        "title": standard.title,
        "level": standard.level,
        "total": _points(standard.total),
        "years": list(standard.years) if standard.years else None,
        "source": standard.source,
        "open": [one.title for one in standard.categories if one.open],
        "warnings": [one.message for one in warnings],
    }


def _year(score: Score) -> dict[str, Any]:
    return {
        "year": score.year,
        "file": score.file,
        "sha256": score.sha256,
        "total": short(score.total),
        "pending": short(score.pending),
        "verdict": score.verdict,
        "categories": [_category(one) for one in score.categories],
        "items": [_item(one) for one in score.items],
    }


def _item(one: ItemScore) -> dict[str, Any]:
    return {
        "id": one.item.number,
        "title": one.item.content,
        "category": one.item.category,
        "nature": one.item.nature,
        "points": _points(one.item.points),
        "score": short(one.score),
        "state": one.state,
        "why": one.why,
        "pending": short(one.pending),
        "rows": [
            {"sheet": row.sheet, "cell": row.cell, "title": row.title, "date": row.day, "evidence": list(row.proof)}
            for row in one.rows
        ],
        "missing": [_missing(missing) for missing in one.missing],
    }


def _missing(one: Missing) -> dict[str, Any]:
    return {"item": one.item, "text": one.text, "gain": short(one.gain), "lack": one.lack}


def _category(one: Subtotal) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "points": short(one.points),
        "score": short(one.score),
        "pending": short(one.pending),
        "open": one.open,
    }


def _average(one: Average) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.label,
        "units": one.units,
        "full": short(one.full),
        "score": short(one.score),
        "rate": None if one.rate is None else str(one.rate),
    }


def _place(place: Place) -> dict[str, Any]:
    found = place.score
    return {
        "rank": place.rank,
        "unit": found.unit,
        "code": found.last.code,
        "sector": found.sector,
        "region": place.region,
        "total": short(found.total),
        "full": short(found.full),
        "pending": short(found.pending),
        "verdict": found.verdict,
        "by_year": {str(one.year): short(one.total) for one in found.scores},
        "missing_years": list(found.missing_years),
        "categories": {one.id: short(one.score) for one in found.categories},
        "losing": [one.item.number for one in found.last.items if one.missing and one.item.nature == "计分"],
    }


def _points(points: Decimal | None) -> str | None:
    return None if points is None else short(points)
