"""The SQL of the cube: one text, made from the dimensions, that every engine understands alike.

It adds up in three steps, each over far fewer rows than the one before: what each revision says of each figure (and, in
every combination of the divisions that a unit's rows may differ in: time and choices), what the units of each group
say, and every grouping set of the groups. A revision stands once in each group of the second step, so that counting
its rows counts units, without the distinct counts that cost most of such a query.

The relations: ``facts``; ``reporters`` (revision, p0 …): which revisions, and in which groups their units are;
``lineage`` (kind, measure, figure, stock); ``ends`` (whole, bucket, last); where asked ``buckets`` (month, bucket),
``chosen`` (choices, c0 …) and ``pairs`` (revision, kind), all that may count.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ...model.periods import Period

#: What is told of a row behind a figure.
_ROW = ("revision", "sheet", '"row"', "cell", "value", "approx", "month")

_NUMBERS = "SUM({0}value) AS value, SUM({0}approx) AS approx"


@attrs.frozen
class Shape:
    """What the text depends on.

    Attributes:
        period: Of what time.
        places: How many dimensions tell whole units apart: columns ``p0`` … of ``reporters``.
        timed: Whether one tells times apart: ``bucket``.
        choices: How many tell rows apart by their choices: columns ``c0`` … of ``chosen``.
        pairs: Whether only the kinds in ``pairs`` count.
    """

    period: Period
    places: int = 0
    timed: bool = False
    choices: int = 0
    pairs: bool = False

    @property
    def place_columns(self) -> list[str]:
        """The columns that tell whole units apart."""
        return [f"p{number}" for number in range(self.places)]

    @property
    def choice_columns(self) -> list[str]:
        """The columns that tell rows apart by their choices."""
        return [f"c{number}" for number in range(self.choices)]

    @property
    def split_columns(self) -> list[str]:
        """The columns in which rows of one unit may differ."""
        return [*(["bucket"] if self.timed else []), *self.choice_columns]

    @property
    def dim_columns(self) -> list[str]:
        """All of them, in the order of the answer."""
        return [*self.split_columns, *self.place_columns]


def columns_of(shape: Shape) -> list[str]:
    """Return the columns of the answer; ``no_x`` is 1 where the row is not grouped by ``x``, which then is NULL."""
    flags = (f"no_{column}" for column in shape.dim_columns)
    return ["figure", *flags, *shape.dim_columns, "value", "approx", "records", "units"]


def cube_sql(shape: Shape) -> str:
    """Return the statement whose answer has the columns of ``columns_of``, ordered: the whole before its parts."""
    splits = shape.split_columns
    flags = [f"no_{column}" for column in splits]
    groups = ["figure", *flags, *splits, *shape.place_columns]
    order = ["figure", *(f"no_{column} DESC" for column in shape.dim_columns), *_nulls_last(shape.dim_columns)]
    return f"""
WITH flows AS (
    SELECT f.revision, l.figure{_flags(splits)}{_tail(splits)}, {_NUMBERS.format("f.")}, COUNT(*) AS records
    FROM facts f
    JOIN lineage l ON l.kind = f.kind AND l.measure = f.measure AND l.stock = 0{_bucket_join(shape)}{_joins(shape)}
    {_months(shape)}
    GROUP BY {_sets(["f.revision", "l.figure"], splits)}
),
{counted_stocks(shape)},
stocks AS (
    SELECT revision, figure{_stock_flags(shape)}{_tail(splits)}, {_NUMBERS.format("")}, COUNT(*) AS records
    FROM counted
    GROUP BY {_sets(["revision", "figure", *(["whole", "bucket"] if shape.timed else [])], shape.choice_columns)}
),
parts AS (
    SELECT * FROM flows UNION ALL SELECT * FROM stocks
),
placed AS (
    SELECT {_list(groups)}, {_NUMBERS.format("")}, SUM(records) AS records, COUNT(*) AS units
    FROM parts JOIN reporters ON reporters.revision = parts.revision
    GROUP BY {_list(groups)}
)
SELECT figure{_tail(flags)}{_flags(shape.place_columns)}{_tail(shape.dim_columns)},
    CAST(SUM(value) AS DECIMAL(38, 2)) AS value, CAST(SUM(approx) AS BIGINT) AS approx,
    CAST(SUM(records) AS BIGINT) AS records, CAST(SUM(units) AS BIGINT) AS units
FROM placed
GROUP BY {_sets(["figure", *flags, *splits], shape.place_columns)}
ORDER BY {_list(order)}
"""  # noqa: S608  made of column names only


def flow_rows_sql(shape: Shape) -> str:
    """Return the statement whose answer has the rows that flows count: ``_ROW``, and the columns of choices."""
    carried = _tail(f"h.{column}" for column in shape.choice_columns)
    return f"""
SELECT {_list(f"f.{column}" for column in _ROW)}{carried}
FROM facts f
JOIN lineage l ON l.kind = f.kind AND l.measure = f.measure AND l.stock = 0{_joins(shape)}
{_months(shape)}
"""  # noqa: S608


def stock_rows_sql(shape: Shape) -> str:
    """Return the same for stocks, at the period's end."""
    more = [column for column in _ROW if column not in ("revision", "value", "approx")]
    return f"""
WITH {counted_stocks(shape, more)}
SELECT {_list(_ROW)}{_tail(shape.choice_columns)} FROM counted WHERE whole = 1
"""  # noqa: S608


def counted_stocks(shape: Shape, more: Sequence[str] = ()) -> str:
    """Return the step that finds the rows whose stocks count at each end: of a unit's and figure's, the latest.

    Args:
        shape: What is asked.
        more: Columns of the facts to carry along.
    """
    carried = _tail([*(f"f.{column}" for column in more), *(f"h.{column}" for column in shape.choice_columns)])
    return f"""ranked AS (
    SELECT f.revision, l.figure, e.whole, e.bucket, f.value, f.approx{carried},
        RANK() OVER (PARTITION BY f.revision, l.figure, e.whole, e.bucket ORDER BY f.day DESC) AS standing
    FROM facts f
    JOIN lineage l ON l.kind = f.kind AND l.measure = f.measure AND l.stock = 1
    JOIN ends e ON f.since <= e.last{_joins(shape)}
),
counted AS (
    SELECT * FROM ranked WHERE standing = 1
)"""  # noqa: S608


def _joins(shape: Shape) -> str:
    """Return the joins that leave only what may count, and read the choices."""
    joins = ["JOIN reporters r ON r.revision = f.revision"]
    if shape.pairs:
        joins.append("JOIN pairs p ON p.revision = f.revision AND p.kind = f.kind")
    if shape.choices:
        joins.append("JOIN chosen h ON h.choices = f.choices")
    return "".join(f"\n    {join}" for join in joins)


def _months(shape: Shape) -> str:
    if shape.period.whole_year:
        return ""
    return f"WHERE f.month BETWEEN {shape.period.first_month} AND {shape.period.last_month}"


def _bucket_join(shape: Shape) -> str:
    return "\n    JOIN buckets b ON b.month = COALESCE(f.month, 0)" if shape.timed else ""


def _flags(columns: Iterable[str]) -> str:
    return _tail(f"GROUPING({column}) AS no_{column}" for column in columns)


def _stock_flags(shape: Shape) -> str:
    whole = ["whole AS no_bucket"] if shape.timed else []
    return _tail(whole) + _flags(shape.choice_columns)


def _sets(always: Sequence[str], columns: Sequence[str]) -> str:
    """Return the grouping sets of some columns always and every subset of others."""
    return f"GROUPING SETS ({', '.join(f'({_list([*always, *subset])})' for subset in _subsets(columns))})"


def _subsets(columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(columns) + 1):
        yield from itertools.combinations(columns, size)


def _nulls_last(columns: Iterable[str]) -> list[str]:
    return [f"{column} NULLS LAST" for column in columns]


def _list(columns: Iterable[str]) -> str:
    return ", ".join(columns)


def _tail(columns: Iterable[str]) -> str:
    return "".join(f", {column}" for column in columns)
