"""Engines: what answers a query over the facts: DuckDB inside this process, or Spark on a cluster.

Both are asked the same SQL text. It keeps to what both mean alike: joins, grouping sets with ``grouping()`` of one
argument, sums, counts, maxima and windows without ties; no average, no division.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import attrs

from ...model.problems import ProblemsFound, error

#: Any row of an answer or of a relation.
Line = tuple[Any, ...]


@attrs.frozen
class Parquet:
    """A relation in files.

    Attributes:
        columns: Column names and their SQL types; without a file the relation is empty.
        paths: The files.
    """

    columns: Mapping[str, str]
    paths: Sequence[Path]


@attrs.frozen
class Relation:
    """A relation in memory, small beside the facts.

    Attributes:
        columns: Column names and their SQL types: VARCHAR, INTEGER or BIGINT.
        rows: Its rows; None is NULL.
    """

    columns: Mapping[str, str]
    rows: Sequence[Line]


class Engine(Protocol):
    """What answers queries."""

    def query(self, sql: str, sources: Mapping[str, Parquet | Relation]) -> list[Line]:
        """Return the rows of an answer.

        Args:
            sql: One statement.
            sources: What it reads, by the names it uses.
        """

    def opened(self) -> AbstractContextManager["Engine"]:
        """Give an engine for several queries, ready to answer; what it holds is given back at the end."""


def missing_extra(extra: str, what: str) -> ProblemsFound:
    """Return what to say where a library of an extra is not installed."""
    return ProblemsFound(
        [
            error(
                "missing-extra",
                f"{what}需要的组件没有安装。",
                f'请运行 pip install "shuangyong[{extra}]" 安装后再试。',
            )
        ]
    )
