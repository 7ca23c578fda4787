"""Assessments as lines for people at a console."""

from collections.abc import Callable, Iterator, Sequence

from .cycle import UnitScore
from .ranking import Average, Place, Ranking
from .scores import ItemScore, Score, Subtotal, short
from .standards import Standard
from .wording import told_rows

#: How many lines of a list are shown where nobody asks for all.
SHOWN = 20
_ADVICE, _WEAK = 12, 10


def unit_lines(found: UnitScore, *, whole: bool = False) -> Iterator[str]:
    """Yield what a unit's assessment comes to; vetoes first, then every item with why, then what would bring more.

    Args:
        found: The unit, over one year or several.
        whole: All of what would bring more, not only the first.
    """
    yield from _head(found)
    for year, one in found.vetoes:
        yield f"一票否决（{year} 年）：{one.item.number} {one.item.content}。{one.why}"
    last = found.last
    if asked := [one.item.number for one in last.items if one.item.nature == "一票否决" and one.state == "待评定"]:
        yield f"一票否决中待双拥办核定的：{'、'.join(asked)}。"
    if len(found.scores) > 1:
        yield from _years(found)
    for category in last.categories:
        yield _category(category)
        for one in last.items:
            if one.item.category == category.id and _printed(one):
                yield from _item(one)
    bonus = [one for one in last.items if one.item.nature == "加分"]
    if bonus:
        cap = "" if last.standard.bonus is None else f"，最多 {short(last.standard.bonus)} 分"
        yield f"加分  {short(last.bonus)} 分{cap}"
        for one in bonus:
            yield from _item(one)
    yield from _advice(last, whole=whole)


def ranking_lines(ranking: Ranking, label: Callable[[str], str], *, whole: bool = False) -> Iterator[str]:
    """Yield many units' assessment: vetoes first, then ranking, categories, sectors, weak items, who is not judged."""
    years = _span(ranking.years)
    named = f"{ranking.title} " if ranking.title else ""
    yield f"{named}{years}考评：{len(ranking.units)} 个单位，平均 {short(ranking.average)} 分"
    yield from _about(ranking.standard)
    if ranking.vetoed:
        yield f"一票否决（{len(ranking.vetoed)} 个单位，不排名）："
        for place in ranking.vetoed:
            told = "；".join(f"{year} 年 {one.item.number} {one.why}" for year, one in place.score.vetoes)
            yield f"  {place.score.unit}：{told}"
    yield "排名："
    yield from _shortened([_place(one, ranking) for one in ranking.units if one.rank is not None], whole=whole)
    yield "各考评项目平均得分："
    yield from (f"  {_mean(one)}" for one in ranking.categories)
    yield "各行业平均得分："
    yield from (f"  {_mean(one)}，{one.units} 个单位" for one in ranking.sectors(label))
    times = "次" if len(ranking.years) > 1 else "个单位"
    yield "失分最多的条目："
    for weak in ranking.weak if whole else ranking.weak[:_WEAK]:
        whose = f"（{label(weak.item.sector)}）" if weak.item.sector not in ("", "其他") else ""
        hint = f"，多数是：{weak.hint}" if weak.hint else ""
        yield (
            f"  {weak.item.number} {weak.item.content}{whose}：{weak.units} {times}中 {weak.losing} {times}失分，"
            f"平均失 {short(weak.lost)} 分{hint}"
        )
    if ranking.unscored:
        yield f"没有评的（{len(ranking.unscored)}）："
        yield from _shortened([f"{one.unit}：{one.why}" for one in ranking.unscored], whole=whole)


def _head(found: UnitScore) -> Iterator[str]:
    verdict = f"，{found.verdict}" if found.verdict else ""
    pending = f"；另有 {short(found.pending)} 分待评定" if found.pending else ""
    yield f"{found.unit} {_span(found.years)}：{short(found.total)} 分（满分 {short(found.full)} 分{verdict}）{pending}"
    if found.missing_years:
        years = "、".join(map(str, found.missing_years))
        yield f"  缺 {years} 年的台账，按没有得分计。"
    yield from _about(found.standard)


def _about(standard: Standard) -> Iterator[str]:
    yield f"  标准：{standard.title}"
    if standard.note:
        yield f"  {standard.note}"


def _years(found: UnitScore) -> Iterator[str]:
    way = "取最低的一年" if found.standard.cycle == "最低" else "各年平均"
    yield f"周期计分（{way}）："
    for score in found.scores:
        verdict = f"，{score.verdict}" if score.verdict else ""
        yield f"  {score.year} 年：{short(score.total)} 分{verdict}"
    yield f"{found.last.year} 年逐条："


def _category(one: Subtotal) -> str:
    pending = f"（另有 {short(one.pending)} 分待评定）" if one.pending else ""
    opened = f"：{one.open}" if one.open else ""
    points = f"  {short(one.score)}/{short(one.points)} 分" if one.points else ""
    return f"{one.title}{points}{pending}{opened}"


def _printed(one: ItemScore) -> bool:
    return one.item.nature == "计分"


def _item(one: ItemScore) -> Iterator[str]:
    points = "?" if one.item.points is None else short(one.item.points)
    state = "" if one.state in ("已评", "未触发") else f"【{one.state}】"
    yield f"  {one.item.number}  {short(one.score)}/{points}  {one.item.content}：{state}{one.why}。"
    if one.rows:
        yield f"        依据：{'；'.join(told_rows(one.rows))}"


def _advice(score: Score, *, whole: bool) -> Iterator[str]:
    found = score.advice
    if not found:
        return
    yield f"可以补得的分（{len(found)} 项，省力的在前）："
    for number, one in enumerate(found if whole else found[:_ADVICE], 1):
        yield f"  {number}. {one}（{f'第 {one.item} 条' if one.item.isdecimal() else one.item}）"
    if len(found) > _ADVICE and not whole:
        yield f"  ……还有 {len(found) - _ADVICE} 项，加 --all 全部列出。"


def _place(place: Place, ranking: Ranking) -> str:
    found = place.score
    verdict = f"，{found.verdict}" if found.verdict else ""
    told = "（" + "、".join(f"{one.year}：{short(one.total)}" for one in found.scores) + "）"
    years = told if len(ranking.years) > 1 else ""
    missing = f"，缺 {'、'.join(map(str, found.missing_years))} 年" if found.missing_years else ""
    return f"{place.rank}. {found.unit}  {short(found.total)} 分{years}{verdict}{missing}"


def _mean(one: Average) -> str:
    rate = "" if one.rate is None else f"，得分率 {short(one.rate * 100)}%"
    return f"{one.label}  {short(one.score)}/{short(one.full)} 分{rate}"


def _span(years: Sequence[int]) -> str:
    return f"{years[0]} 年" if len(years) == 1 else f"{years[0]}—{years[-1]} 年"


def _shortened(lines: Sequence[str], *, whole: bool) -> Iterator[str]:
    yield from (f"  {line}" for line in (lines if whole else lines[:SHOWN]))
    if len(lines) > SHOWN and not whole:
        yield f"  ……还有 {len(lines) - SHOWN} 个，加 --all 全部列出。"
