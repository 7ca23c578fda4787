"""Spark: the same queries on a cluster, and reading files as a step spread over it.

What it answers is to the last digit what DuckDB does. Without a cluster of one's own it runs inside this machine; with
``spark-submit``, or where a session is there already, it takes that one.
"""

import contextlib
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ...model.problems import ProblemsFound, error
from . import Engine, Line, Parquet, Relation, missing_extra

Source = TypeVar("Source")
Result = TypeVar("Result")

#: What must be the same wherever it runs: what overflows is an error and never NULL, and there is one time zone.
_SETTINGS = {"spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "Asia/Shanghai"}

_HERE = "127.0.0.1"

#: What makes a session on one machine small and quiet.
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.bindAddress": _HERE,
    "spark.driver.host": _HERE,
    "spark.sql.catalogImplementation": "in-memory",
    "spark.log.level": "ERROR",
}


@attrs.frozen
class Spark:
    """The engine for what outgrows one machine.

    Attributes:
        session: A Spark session.
    """

    session: Any

    def query(self, sql: str, sources: Mapping[str, Parquet | Relation]) -> list[Line]:
        """Return the rows of an answer."""
        for name, source in sources.items():
            self._frame(source).createOrReplaceTempView(name)
        try:
            return [tuple(row) for row in self.session.sql(sql).collect()]
        finally:
            for name in sources:
                self.session.catalog.dropTempView(name)

    def opened(self) -> contextlib.AbstractContextManager[Engine]:
        """Give itself: a session stays until whoever began it ends it."""
        return contextlib.nullcontext(self)

    def _frame(self, source: Parquet | Relation) -> Any:
        if isinstance(source, Parquet) and source.paths:
            return self.session.read.parquet(*map(str, source.paths))
        schema = ", ".join(f"`{column}` {_type(type_)}" for column, type_ in source.columns.items())
        rows = [] if isinstance(source, Parquet) else [*source.rows]
        return self.session.createDataFrame(rows, schema)


@contextlib.contextmanager
def spark() -> Iterator[Spark]:
    """Give the engine; a session that this makes ends with it.

    Raises:
        ProblemsFound: PySpark or Java is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as absent:
        raise missing_extra("spark", "用 Spark 汇总") from absent
    active = SparkSession.getActiveSession()
    session = active or _new_session(SparkSession)
    for name, value in _SETTINGS.items():
        session.conf.set(name, value)
    try:
        yield Spark(session)
    finally:
        if active is None:
            session.stop()


def parse_all(session: Any, parse: Callable[[Source], Result], sources: Sequence[Source]) -> list[Result]:
    """Read many files, each by a pure function, spread over the cluster; results come in the order of the sources.

    Args:
        session: A Spark session.
        parse: What makes a result of a source; it can be pickled, and so can sources and results.
        sources: Paths that every machine of the cluster sees, or whatever else ``parse`` takes.
    """
    if not sources:
        return []
    context = session.sparkContext
    # Files differ in size: several tasks for each processor keep all of them busy until the end.
    slices = min(len(sources), 4 * context.defaultParallelism)
    found: list[Result] = context.parallelize(sources, slices).map(parse).collect()
    return found


def _new_session(maker: Any) -> Any:
    from pyspark.errors import PySparkRuntimeError

    if shutil.which("java") is None and not _java_home():
        raise _no_java("这台电脑上没有找到")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", _HERE)
    builder = maker.builder.appName("shuangyong").master(os.environ.get("MASTER", "local[*]"))
    for name, value in {**_LOCAL, **_SETTINGS}.items():
        builder = builder.config(name, value)
    try:
        with warnings.catch_warnings():
            # PySpark warns of versions of pandas, which nothing here uses.
            warnings.simplefilter("ignore")
            session = builder.getOrCreate()
    except PySparkRuntimeError as refusal:
        raise _no_java("找到的 Java 启动不了它") from refusal
    session.sparkContext.setLogLevel("ERROR")
    return session


def _no_java(why: str) -> ProblemsFound:
    return ProblemsFound(
        [
            error(
                "no-java",
                f"用 Spark 汇总需要 Java 17，{why}。",
                "请安装 Java 17 后再试；或者去掉 --engine spark，用自带的 DuckDB，结果一样。",
            )
        ]
    )


def _java_home() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(home) and any((Path(home or "") / "bin" / name).exists() for name in ("java", "java.exe"))


def _type(name: str) -> str:
    """Return an SQL type as Spark calls it."""
    return "STRING" if name == "VARCHAR" else name
