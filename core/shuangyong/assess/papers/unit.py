"""A unit's score table as offices print it, with what would bring more points and where the evidence stands."""

import datetime
from collections.abc import Iterator

from ..cycle import UnitScore
from ..scores import ItemScore, Score, Seen, short
from ..standards import Category, sum_of
from ..wording import told_rows
from .paper import Cell, Grid, Line, Paper, Row, Sheet, number

HEADER = ("考评项目", "序号", "考评内容", "分值", "评分标准", "得分", "佐证")
_WIDTHS = (26, 12, 50, 14, 44, 15, 64)


def unit_paper(found: UnitScore, today: datetime.date) -> Paper:
    """Return a unit's paper: a score table a year, before them the cycle where there are several.

    Args:
        found: The unit.
        today: The day of the paper.
    """
    return Paper(
        title=f"{found.unit}{_span(found)}双拥考评评分表", issuer=found.unit, date=today, sheets=tuple(_sheets(found))
    )


def _sheets(found: UnitScore) -> Iterator[Sheet]:
    several = len(found.years) > 1
    if several:
        yield _cycle(found)
    for score in found.scores:
        mark = f"{score.year}" if several else ""
        yield Sheet(name=f"评分表{mark}", title=f"{score.standard.title}\n评分表", blocks=tuple(_table(score)))
        yield Sheet(name=f"补分建议{mark}", title="失分原因和补分建议", blocks=tuple(_advice(score)))
    yield Sheet(name="佐证明细", title="佐证明细", blocks=(_evidence(found),), detail=True)


def _table(score: Score) -> Iterator[Grid | Line]:
    yield Line(f"被考评单位：{score.unit}　　考评年度：{score.year}年　　满分：{short(score.full)}分")
    rows: list[Row] = []
    for category in score.standard.categories:
        rows += _category(score, category)
    rows += _sums(score)
    rows += _signatures()
    yield Grid(widths=_WIDTHS, header=HEADER, rows=tuple(rows))
    if score.standard.note:
        yield Line(f"说明：{score.standard.note}")


def _category(score: Score, category: Category) -> Iterator[Row]:
    items = [one for one in score.items if one.item.category == category.id]
    subtotal = next((one for one in score.categories if one.id == category.id), None)
    if not items and not category.open:
        return
    counted = subtotal is not None and any(one.item.nature == "计分" for one in items)
    height = len(items) + bool(category.open) + counted
    title: Cell | None = Cell(category.title, rows=height, align="center", bold=True)
    for one in items:
        yield title, *_item(one)
        title = None
    if category.open:
        known = sum_of([one.item for one in items if one.item.nature == "计分"])
        yield (
            title,
            Cell("", align="center"),
            Cell(category.open),
            number(None if category.points is None else category.points - known),
            Cell(""),
            Cell("—", align="center"),
            Cell(""),
        )
        title = None
    if counted and subtotal is not None:
        pending = f"另有 {short(subtotal.pending)} 分待评定" if subtotal.pending else ""
        yield (
            title,
            Cell("小计", columns=2, align="center", bold=True),
            None,
            number(subtotal.points, bold=True),
            Cell(""),
            number(subtotal.score, bold=True),
            Cell(pending),
        )


def _item(one: ItemScore) -> tuple[Cell, ...]:
    item = one.item
    points = Cell(item.nature, align="center") if item.points is None else number(item.points)
    return (
        Cell(item.number, align="center"),
        Cell(item.content),
        points,
        Cell(item.scoring or item.open),
        _reached(one),
        Cell(_proof(one)),
    )


def _reached(one: ItemScore) -> Cell:
    if one.item.nature == "一票否决":
        return Cell(one.state, align="center", bold=one.state == "触发")
    if one.state == "待补充" or (one.state == "待评定" and not one.score and not one.rows):
        return Cell("待评定", align="center")
    return number(one.score)


def _proof(one: ItemScore) -> str:
    """Return what a person looks at: the rows, their files, and why points are lacking."""
    lines = told_rows(one.rows)
    if one.state == "人工" or (not lines and not one.missing):
        lines.insert(0, one.why)
    lacking = list(dict.fromkeys(missing.lack for missing in one.missing if missing.lack))
    return "\n".join([*lines, *([f"不足：{'；'.join(lacking)}"] if lacking else [])])


def _sums(score: Score) -> Iterator[Row]:
    last = Cell(f"另有 {short(score.pending)} 分待评定" if score.pending else "")
    if any(one.item.nature == "加分" for one in score.items):
        cap = "" if score.standard.bonus is None else f"加分最多 {short(score.standard.bonus)} 分"
        yield _sum("加分合计", Cell(""), number(score.bonus, bold=True), Cell(cap))
    vetoes = "、".join(one.item.number for one in score.vetoes)
    verdict = f"考评结果：{score.verdict}{f'（{vetoes}）' if vetoes else ''}" if score.verdict else ""
    text = "；".join(part for part in (verdict, last.text) if part)
    yield _sum("总　　分", number(score.full, bold=True), number(score.total, bold=True), Cell(text, bold=True))


def _sum(label: str, full: Cell, reached: Cell, remark: Cell) -> Row:
    return Cell(label, columns=3, align="center", bold=True), None, None, full, Cell(""), reached, remark


def _signatures() -> Iterator[Row]:
    """Yield the two places to sign: the unit's, which assessed itself, and the assessors'."""
    for label, who in (
        ("自评单位", "（盖章）　　　　　　　　　主要负责人（签字）：　　　　　　　　　填表人（签字）："),
        ("考 评 组", "考评意见：　　　　　　　　　　　　　　　　　　　　　考评人员（签字）："),
    ):
        text = f"\n{who}\n\n　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　年　　月　　日"
        yield Cell(label, align="center", bold=True), Cell(text, columns=6), None, None, None, None, None


def _advice(score: Score) -> Iterator[Grid | Line]:
    if score.vetoes:
        yield Line("一票否决", bold=True)
        yield from (Line(f"{one.item.number} {one.item.content}：{one.why}。") for one in score.vetoes)
    lost = [one for one in score.items if one.item.points and one.score < one.item.points and one.item.nature == "计分"]
    if lost:
        yield Grid(
            caption="失分的条目",
            widths=(14, 60, 117, 16, 18),
            header=("序号", "考评内容", "原因", "分值", "得分"),
            rows=tuple(
                (
                    Cell(one.item.number, align="center"),
                    Cell(one.item.content),
                    Cell(one.why),
                    number(one.item.points),
                    number(one.score),
                )
                for one in lost
            ),
        )
    if score.advice:
        yield Grid(
            caption="可以补得的分（省力的在前）",
            widths=(14, 177, 16, 18),
            header=("顺序", "怎样补", "条目", "可得分"),
            rows=tuple(
                (Cell(str(place), align="center"), Cell(one.text), Cell(one.item, align="center"), number(one.gain))
                for place, one in enumerate(score.advice, 1)
            ),
        )
    elif not lost:
        yield Line("没有失分的条目。")


def _evidence(found: UnitScore) -> Grid:
    return Grid(
        widths=(14, 14, 40, 16, 70, 26, 45),
        header=("年度", "条目", "工作表", "单元格", "名称", "日期", "佐证材料"),
        rows=tuple(
            _evidence_row(score.year, one.item.number, row)
            for score in found.scores
            for one in score.items
            for row in one.rows
        ),
    )


def _evidence_row(year: int, number: str, row: Seen) -> Row:
    return (
        Cell(str(year), align="center"),
        Cell(number, align="center"),
        Cell(row.sheet),
        Cell(row.cell, align="center"),
        Cell(row.title),
        Cell(row.day, align="center"),
        Cell("、".join(row.proof)),
    )


def _cycle(found: UnitScore) -> Sheet:
    way = "取最低的一年" if found.standard.cycle == "最低" else "各年平均"
    header = ("考评项目", "分值", *(f"{score.year}年" for score in found.scores), way)
    rows: list[Row] = [
        (
            Cell(category.title),
            number(category.points),
            *(number(next((c.score for c in score.categories if c.id == category.id), None)) for score in found.scores),
            number(category.score, bold=True),
        )
        for category in found.categories
    ]
    if any(one.item.nature == "加分" for one in found.last.items):
        bonus = (number(score.bonus) for score in found.scores)
        rows.append((Cell("加分"), number(found.standard.bonus), *bonus, number(found.bonus, bold=True)))
    rows.append(
        (
            Cell("总分", bold=True, align="center"),
            number(found.full, bold=True),
            *(number(score.total, bold=True) for score in found.scores),
            number(found.total, bold=True),
        )
    )
    blocks: list[Grid | Line] = [Line(f"被考评单位：{found.unit}　　考评周期：{_span(found)}")]
    if found.missing_years:
        blocks.append(Line(f"缺 {'、'.join(map(str, found.missing_years))} 年的台账，按没有得分计。", bold=True))
    blocks += [
        Line(f"{year} 年一票否决：{one.item.number} {one.item.content}", bold=True) for year, one in found.vetoes
    ]
    share = 165 // (len(found.scores) + 2)
    blocks.append(Grid(widths=(60, *(share for _ in header[1:])), header=header, rows=tuple(rows)))
    if found.verdict:
        blocks.append(Line(f"考评结果：{found.verdict}", bold=True))
    return Sheet(name="周期", title=f"{found.standard.title}\n周期得分表", blocks=tuple(blocks))


def _span(found: UnitScore) -> str:
    first, last = found.years[0], found.years[-1]
    return f"{first}年" if first == last else f"{first}—{last}年"
