"""What a ledger scores by a standard: item by item with why, and what would bring points for the least work."""

from starlette.responses import Response

from ...assess.building import Built
from ...assess.cycle import UnitScore
from ...assess.papers.unit import unit_paper
from ...assess.papers.writing import FORMATS, paper_bytes
from ...assess.scores import ItemScore, Score, short
from ...assess.shipped import DEFAULT, installed_standards
from ...assessment import chosen_standard, scored_ledger
from ...model.problems import UnknownNameError
from ..rendering import download
from .desks import Desk, DeskPage, show


def score_page(desk: Desk) -> Response | None:
    """Show the score table of the chosen standard."""
    built, found = _scored(desk)
    last = found.last
    years = built.standard.years
    return show(
        desk,
        "score.html",
        standards=installed_standards(desk.catalog),
        chosen=desk.asked("standard") or DEFAULT,
        standard=built.standard,
        found=found,
        groups=[(category, _of(last, category.id)) for category in last.categories],
        others={
            "加分": [one for one in last.items if one.item.nature == "加分"],
            "一票否决": [one for one in last.items if one.item.nature == "一票否决"],
        },
        advice=last.advice,
        unfit=years is not None and not years[0] <= desk.year <= years[1],
        formats=FORMATS,
        short=short,
    )


def score_paper(desk: Desk) -> Response | None:
    """Give the score table as offices print it."""
    form = desk.request.path_params["paper"]
    if form not in FORMATS:
        return None
    _, found = _scored(desk)
    paper = unit_paper(found, desk.today)
    return download(paper.title, paper_bytes(paper, form), form)


def _scored(desk: Desk) -> tuple[Built, UnitScore]:
    name = desk.asked("standard") or DEFAULT
    if name not in installed_standards(desk.catalog):  # never a file of the server's
        raise UnknownNameError("考评标准", name, installed_standards(desk.catalog).values())
    built = chosen_standard(name, desk.catalog)
    return built, scored_ledger(desk.ledger(), desk.catalog, built.standard, desk.file)


def _of(score: Score, category: str) -> list[ItemScore]:
    return [one for one in score.items if one.item.category == category and one.item.nature == "计分"]


PAGES = (
    DeskPage(path="/score", answer=score_page, tab="考评得分"),
    DeskPage(path="/score.{paper}", answer=score_paper),
)
