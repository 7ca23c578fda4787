"""What somebody asks of the roll-up; its address holds it whole, so that it can be kept and passed on."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

import attrs
from starlette.datastructures import QueryParams

from ...catalog import Catalog
from ...model.periods import Period
from ...model.problems import Problem, ProblemsFound, error
from ...model.regions import LEVELS
from ...office.cube.dimensions import Dimension, check_times, parse_dimensions
from ...office.publish.naming import DIMENSIONS
from ...office.rollup.forbidden import Rule, rules
from ...office.rollup.names import ACTIVITY, chosen_figures, figure_names, kind_and_field, label_of

#: So many measures are told on one page.
MOST = 6

#: Splits a measure by the kinds that extend its own, which no engine groups by: they are figures of their own.
KIND = "kind"

#: What is asked where nothing is.
MEASURES, ROWS = (f"{ACTIVITY}.count", f"{ACTIVITY}.spending"), "sector"

#: Parts of a year as addresses have them, and as people say them.
PARTS = {
    "": "全年",
    "H1": "上半年",
    "H2": "下半年",
    **{f"Q{number}": f"第{word}季度" for number, word in enumerate("一二三四", start=1)},
    **{f"{month:02d}": f"{month}月" for month in range(1, 13)},
}

#: Longer than any name there is.
_LONGEST = 100
_TOLD = 20


@attrs.frozen(kw_only=True)
class Question:
    """What is asked.

    Attributes:
        period: Of what time.
        measures: Full names of figures, in the order asked for.
        rows: The dimension of the rows as ``--by`` has it, or ``kind``.
        columns: That of the columns; empty for none: this year, last year and what was taken out stand there then.
    """

    period: Period
    measures: tuple[str, ...]
    rows: str = ROWS
    columns: str = ""

    @property
    def dims(self) -> str:
        """What the cube is grouped by, as ``--by`` has it."""
        return ",".join(dim for dim in (self.rows, self.columns) if dim and dim != KIND)

    @property
    def query(self) -> str:
        """The question as an address has it."""
        return f"{period_query(self.period)}&{urlencode([('m', one) for one in self.measures])}&" + urlencode(
            {"rows": self.rows, "columns": self.columns}
        )


def period_query(period: Period) -> str:
    """Return a period as addresses have it."""
    return urlencode({"year": period.year, "part": str(period)[5:]})


def question_of(params: QueryParams, catalog: Catalog, years: Sequence[int]) -> Question:
    """Return what an address asks.

    Args:
        params: What stands after its question mark.
        catalog: What is installed.
        years: Those that anything came for, the newest first.

    Raises:
        ProblemsFound: Parts of it that nothing bears; what there is is named.
    """
    refuse_long(params)
    measures = measures_of(params, catalog, MEASURES)
    period = period_of(params, years)
    rows, columns = params.get("rows", "").strip() or ROWS, params.get("columns", "").strip()
    asked = Question(period=period, measures=measures, rows=rows, columns=columns)
    for dim in (rows, columns):
        if "," in dim:
            raise ProblemsFound([error("one-dimension", f"「{dim}」不是一种分组。", "行、列各选一种分组。", value=dim)])
    _refuse_short(period, dimensions(asked, catalog))
    return asked


def _refuse_short(period: Period, dims: Sequence[Dimension]) -> None:
    """Refuse a division of time that the period does not fill, in the page's words."""
    try:
        check_times(tuple(dims), period)
    except ProblemsFound as found:
        words = f"{period.year}年{PARTS[str(period)[5:]]}"
        fix = "请换一个长一些的时段，或者换表的行、列。"
        raise ProblemsFound(
            attrs.evolve(one, message=f"{words}不满一个{DIMENSIONS[one.value or '']}，不能这样分。", fix=fix)
            for one in found.problems
        ) from None


def dimensions(question: Question, catalog: Catalog) -> tuple[Dimension, ...]:
    """Return what the cube is grouped by.

    Raises:
        ProblemsFound: An unknown dimension, one asked for twice, or two divisions of time.
    """
    return parse_dimensions(question.dims, catalog)


def parts_by_kind(measure: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the figures of the kinds that extend a figure's own, in the catalog's order."""
    kind, field = kind_and_field(measure, catalog)
    return tuple(f"{other.name}.{field.id}" for other in catalog.kinds.values() if other.parent is kind)


def figures_asked(question: Question, catalog: Catalog) -> tuple[str, ...]:
    """Return all figures that a question needs."""
    parts = (part for one in question.measures for part in parts_by_kind(one, catalog))
    return (*question.measures, *(parts if question.rows == KIND else ()))


def measures_of(params: QueryParams, catalog: Catalog, default: Sequence[str]) -> tuple[str, ...]:
    """Return the figures that an address names.

    Raises:
        ProblemsFound: Names that nothing bears, or too many.
    """
    asked = tuple(dict.fromkeys(one.strip() for one in params.getlist("m") if one.strip()))
    if len(asked) > MOST:
        raise ProblemsFound([error("too-many", f"选了 {len(asked)} 个指标，一次最多看 {MOST} 个。", "请少选几个。")])
    return figures_of(asked or default, catalog)


def figures_of(asked: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """Return the full names of figures, named as the command line takes them.

    Raises:
        ProblemsFound: A name is nobody's, or that of several.
    """
    asked = tuple(dict.fromkeys(asked))
    if set(asked) <= set(figure_names(catalog)):  # as our own pages write them
        return asked
    try:
        return chosen_figures(asked, catalog)
    except ProblemsFound as found:
        fix = "请在汇总查询的“找指标”里输入关键词，再勾选。"
        here = (one if "、" in (one.fix or "") else attrs.evolve(one, fix=fix) for one in found.problems)
        raise ProblemsFound(here) from None


def refuse_sums(measures: Iterable[str], dims: Sequence[Dimension], catalog: Catalog) -> None:
    """Refuse sums that must not be made: days over units, unlike things.

    Raises:
        ProblemsFound: The dimensions lack the one that a figure needs.
    """
    names = {dim.name for dim in dims}
    wrong = {name: rule for name, rule in rules(measures, catalog).items() if rule.dim not in names}
    if wrong:
        raise ProblemsFound(
            error(
                "wrong-sum", f"「{label_of(name, catalog)}」不能这样汇总：{rule.because}。", _instead(rule), value=name
            )
            for name, rule in wrong.items()
        )


def _instead(rule: Rule) -> str:
    dim = "单位" if rule.dim == "unit" else "形式"
    return f"请把行或列改为“{dim}”，或者改看别的指标。"


def period_of(params: QueryParams, years: Sequence[int]) -> Period:
    """Return the period that an address names; the newest year by default.

    Raises:
        ProblemsFound: There is none such, or no ledger of that year.
    """
    part, year = params.get("part", "").strip(), params.get("year", "").strip() or str(years[0])
    problems: list[Problem] = []
    if part not in PARTS:
        known = "、".join(f"{name}（{words}）" if name else "不写（全年）" for name, words in PARTS.items())
        problems.append(error("unknown-part", f"没有「{part}」这样的时段。", f"可用的时段：{known}。", value=part))
    if year not in {str(one) for one in years}:
        known = "、".join(str(one) for one in years)
        problems.append(error("unknown-year", f"没有「{year}」年度的台账。", f"有台账的年度：{known}。", value=year))
    if problems:
        raise ProblemsFound(problems)
    return Period.parse(f"{year}-{part}" if part else year)


def refuse_long(params: QueryParams) -> None:
    """Refuse what can be no name before anybody looks for it.

    Raises:
        ProblemsFound: An address with such parts, or with very many.
    """
    if problems := [*_long(params)]:
        raise ProblemsFound(problems[:1])


def _long(params: QueryParams) -> Iterator[Problem]:
    pairs = params.multi_items()
    if len(pairs) > _LONGEST:
        yield error("too-much-asked", f"网址里有 {len(pairs)} 项，太多了。", "请从页面上重新选。")
    for _, value in pairs:
        if len(value) > _LONGEST or not value.isprintable():
            shown = "".join(one for one in value[:_TOLD] if one.isprintable())
            yield error("too-long", f"「{shown}……」不是指标、分组或时段的名称。", "请从页面上重新选。")


def dimension_choices() -> dict[str, str]:
    """Return what tables can be split by, with what people call it."""
    levels = {
        "province": "省",
        "prefecture": "市（州）",
        "county": "县（市、区）",
        "township": "乡镇（街道）",
        "village": "村（社区）",
    }
    regions = {f"region:{level}": f"地区：{levels[level]}" for level in LEVELS}
    times = {"month": "月份", "quarter": "季度", "half": "半年"}
    return {"sector": "行业", **regions, **times, "unit": "单位", KIND: "活动类别"}
