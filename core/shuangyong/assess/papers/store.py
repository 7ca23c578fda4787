"""An office's paper on all its units: vetoes, ranking, categories, weak items, and who is not judged."""

import datetime
from collections.abc import Callable, Iterator

from ..cycle import UnitScore
from ..ranking import Average, Place, Ranking
from ..scores import ItemScore, short
from ..scoring import BY_PERSON
from .paper import Cell, Grid, Line, Paper, Row, Sheet, number


def ranking_paper(ranking: Ranking, label: Callable[[str], str], today: datetime.date) -> Paper:
    """Return the paper.

    Args:
        ranking: The units.
        label: Gives a sector's label.
        today: The day of the paper.
    """
    return Paper(
        title=f"{ranking.title.removesuffix('双拥办')}{_span(ranking)}双拥考评结果",
        issuer=ranking.title,
        date=today,
        sheets=tuple(_sheets(ranking, label)),
    )


def texts_of(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Yield the texts of people that a paper on units holds, each with its place."""
    yield "标题", ranking.title
    yield from (("单位名称", place.score.unit) for place in ranking.units)
    yield from (("单位名称", one.unit) for one in ranking.unscored)
    for place in ranking.units:
        yield from reasons_of(place.score)


def reasons_of(found: UnitScore) -> Iterator[tuple[str, str]]:
    """Yield what people wrote of a unit, each with its place."""
    for score in found.scores:
        told = (one.why for one in score.items if one.why.startswith(BY_PERSON))
        yield from (("人工评定的理由", why) for why in told)


def _sheets(ranking: Ranking, label: Callable[[str], str]) -> Iterator[Sheet]:
    title = ranking.title.removesuffix("双拥办")
    yield Sheet(name="排名", title=f"{title}{_span(ranking)}双拥考评得分表", blocks=tuple(_standing(ranking, label)))
    yield Sheet(name="考评项目", title="各考评项目和各行业平均得分", blocks=tuple(_averages(ranking, label)))
    yield Sheet(name="失分条目", title="失分最多的条目", blocks=(_weak(ranking, label),))
    yield Sheet(name="逐条失分", title="各单位失分明细", blocks=(_losses(ranking),), detail=True)
    if ranking.unscored:
        yield Sheet(name="未评单位", title="没有评的单位", blocks=(_unscored(ranking),))


def _standing(ranking: Ranking, label: Callable[[str], str]) -> Iterator[Grid | Line]:
    full = {place.score.full for place in ranking.units}
    points = f"满分 {short(full.pop())} 分，" if len(full) == 1 else ""
    yield Line(
        f"标准：{ranking.standard.title}。{points}共评 {len(ranking.units)} 个单位，平均 {short(ranking.average)} 分。"
    )
    if ranking.standard.note:
        yield Line(f"说明：{ranking.standard.note}")
    if ranking.vetoed:
        yield Grid(
            caption=f"一票否决的单位（{len(ranking.vetoed)} 个，不排名）",
            widths=(70, 20, 135),
            header=("单位", "年度", "事项和原因"),
            rows=tuple(
                (Cell(place.score.unit), Cell(str(year), align="center"), Cell(f"{one.item.content}：{one.why}"))
                for place in ranking.vetoed
                for year, one in place.score.vetoes
            ),
        )
    categories = ranking.categories
    several = ranking.years if len(ranking.years) > 1 else ()
    header = (
        "名次",
        "单位",
        "行业",
        *(f"{year}年" for year in several),
        *(_short_title(one.label) for one in categories),
        *(["加分"] if _has_bonus(ranking) else []),
        "总分",
        "结果",
    )
    bonus = _has_bonus(ranking)
    between = len(categories) + len(several) + bonus
    share = max((225 - 11 - 44 - 21 - 15 - 16) // between, 10)
    widths = (11, 44, 21, *(share for _ in range(between)), 15, 16)
    ids = [one.id for one in categories]
    rows = tuple(_unit(place, label, several, ids, bonus=bonus) for place in ranking.units)
    yield Grid(caption="得分和名次", widths=widths, header=header, rows=(*rows, _signature(len(header))))


def _signature(columns: int) -> Row:
    """Return the place to sign: a row of the table, for a line below it may come to stand on a page alone."""
    text = "\n考评单位（盖章）：　　　　　　　　　　考评人员（签字）：　　　　　　　　　　　　年　　月　　日\n"
    return Cell(text, columns=columns), *(None for _ in range(columns - 1))


def _has_bonus(ranking: Ranking) -> bool:
    return any(item.nature == "加分" for item in ranking.standard.items)


def _unit(
    place: Place, label: Callable[[str], str], several: tuple[int, ...], categories: list[str], *, bonus: bool
) -> Row:
    found = place.score
    by_category = {one.id: one.score for one in found.categories}
    by_year = {one.year: one.total for one in found.scores}
    return (
        Cell("否决" if place.rank is None else str(place.rank), align="center"),
        Cell(found.unit),
        Cell(label(found.sector), align="center"),
        *(number(by_year.get(year)) for year in several),
        *(number(by_category.get(name)) for name in categories),
        *([number(found.bonus)] if bonus else []),
        number(found.total, bold=True),
        Cell(found.verdict or "—", align="center"),
    )


def _averages(ranking: Ranking, label: Callable[[str], str]) -> Iterator[Grid]:
    for caption, found in (("各考评项目", ranking.categories), ("各行业", ranking.sectors(label))):
        yield Grid(
            caption=caption,
            widths=(85, 35, 35, 35, 35),
            header=("名称", "单位数", "满分", "平均得分", "得分率"),
            rows=tuple(_average(one) for one in found),
        )


def _average(one: Average) -> Row:
    rate = "—" if one.rate is None else f"{short(one.rate * 100)}%"
    return (
        Cell(one.label),
        Cell(str(one.units), align="center"),
        number(one.full),
        number(one.score),
        Cell(rate, align="center"),
    )


def _weak(ranking: Ranking, label: Callable[[str], str]) -> Grid:
    judged = "评定次数" if len(ranking.years) > 1 else "评定单位"
    losing = "失分次数" if len(ranking.years) > 1 else "失分单位"
    return Grid(
        widths=(14, 70, 20, 14, 18, 18, 18, 53),
        header=("序号", "考评内容", "行业", "分值", judged, losing, "平均失分", "多数单位的不足"),
        rows=tuple(
            (
                Cell(one.item.number, align="center"),
                Cell(one.item.content),
                Cell(label(one.item.sector) if one.item.sector else "全部", align="center"),
                number(one.item.points),
                Cell(str(one.units), align="center"),
                Cell(str(one.losing), align="center"),
                number(one.lost),
                Cell(one.hint),
            )
            for one in ranking.weak
        ),
    )


def _losses(ranking: Ranking) -> Grid:
    return Grid(
        widths=(52, 14, 14, 14, 14, 117),
        header=("单位", "年度", "序号", "分值", "得分", "原因"),
        rows=tuple(
            _loss(place.score.unit, score.year, one)
            for place in ranking.units
            for score in place.score.scores
            for one in score.items
            if one.item.nature == "计分" and one.item.points and one.score < one.item.points
        ),
    )


def _loss(unit: str, year: int, one: ItemScore) -> Row:
    return (
        Cell(unit),
        Cell(str(year), align="center"),
        Cell(one.item.number, align="center"),
        number(one.item.points),
        number(one.score),
        Cell(one.why),
    )


def _unscored(ranking: Ranking) -> Grid:
    return Grid(
        widths=(80, 55, 90),
        header=("单位", "单位代码", "原因"),
        rows=tuple((Cell(one.unit), Cell(one.code), Cell(one.why)) for one in ranking.unscored),
    )


def _short_title(title: str) -> str:
    """Return a category's title without its number."""
    return title.partition("、")[2] or title


def _span(ranking: Ranking) -> str:
    first, last = ranking.years[0], ranking.years[-1]
    return f"{first}年" if first == last else f"{first}—{last}年"
