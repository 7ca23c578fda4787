"""What a ledger scores by a standard: item by item with why, and what would bring points for the least work."""

from starlette.responses import Response

from ...assess.building import Built
from ...assess.cycle import UnitScore
from ...assess.papers.store import reasons_of
from ...assess.papers.unit import unit_paper
from ...assess.papers.writing import FORMATS, paper_bytes
from ...assess.scores import ItemScore, Score, short
from ...assessment import scored_ledger
from ...model.problems import UnknownNameError
from ...office.rollup.gate import gate
from ..rendering import download
from .desks import Desk, DeskPage, show
from .standards import Standards


def score_page(desk: Desk) -> Response | None:
    """Show the score table of the chosen standard."""
    standards = desk.standards()
    built, found = _scored(desk, standards)
    last = found.last
    years = built.standard.years
    return show(
        desk,
        "score.html",
        standards=standards.titles,
        chosen=desk.asked("standard") or standards.usual,
        usual=standards.usual,
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
    _, found = _scored(desk, desk.standards())
    paper = unit_paper(found, desk.today)
    return download(paper.title, paper_bytes(paper, form), form)


def _scored(desk: Desk, standards: Standards) -> tuple[Built, UnitScore]:
    name = desk.asked("standard") or standards.usual
    if name not in standards.titles:  # never a file of the server's
        raise UnknownNameError("考评标准", name, standards.titles.values())
    built, given = standards.read(name)
    found = scored_ledger(desk.ledger(), desk.catalog, built.standard, desk.file, given)
    if desk.file is None:  # what the office's people wrote of it is read outside the office
        gate(reasons_of(found))
    return built, found


def _of(score: Score, category: str) -> list[ItemScore]:
    return [one for one in score.items if one.item.category == category and one.item.nature == "计分"]


PAGES = (
    DeskPage(path="/score", answer=score_page, tab="考评得分"),
    DeskPage(path="/score.{paper}", answer=score_paper),
)
