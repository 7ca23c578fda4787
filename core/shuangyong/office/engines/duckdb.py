"""DuckDB: the engine inside this process, bounded in memory and threads, cut off from the network."""

import atexit
import functools
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from . import Engine, Line, Parquet, Relation, missing_extra

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What it may do besides computing: nothing is fetched or loaded.
_CUT_OFF = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}

#: Adds up the facts of each kind before they meet their lineage; a unit's facts stand together and are added up better
#: after it. Left on, the cube takes twice as long (DuckDB 2.0; older ones have no such thing).
_DETOUR = "partial_aggregate_pushdown"


@attrs.frozen
class DuckDB:
    """The engine that a store uses unless it is told otherwise.

    Attributes:
        memory: How much memory it may use, as DuckDB writes it; beyond that it spills into a temporary folder.
        threads: How many threads; all processors by default.
    """

    memory: str = "2GiB"
    threads: int | None = None

    def query(self, sql: str, sources: Mapping[str, Parquet | Relation]) -> list[Line]:
        """Return the rows of an answer.

        Raises:
            ProblemsFound: DuckDB is not installed.
        """
        with self.connection() as db:
            return _answer(db, sql, sources)

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        """Give an engine whose queries share one database: to make one takes as long as a small query."""
        with ExitStack() as closing:
            yield _Opened(self, closing)

    @contextmanager
    def connection(self) -> Iterator["DuckDBPyConnection"]:
        """Give a connection to an empty database in memory, of one's own; its memory is given back with it.

        Raises:
            ProblemsFound: DuckDB is not installed.
        """
        with _database(self) as db:
            yield db


@attrs.frozen
class FewRows:
    """DuckDB for a few rows: its database stays with the process, for to make one takes longer than to ask it."""

    def query(self, sql: str, sources: Mapping[str, Parquet | Relation]) -> list[Line]:
        """Return the rows of an answer.

        Raises:
            ProblemsFound: DuckDB is not installed.
        """
        # What is temporary is a cursor's own, and goes with it.
        with _staying().cursor() as db:
            return _answer(db, sql, sources)

    def opened(self) -> AbstractContextManager[Engine]:
        """Give itself."""
        return nullcontext(self)


@functools.cache
def _staying() -> "DuckDBPyConnection":
    database = _database(DuckDB(memory="256MiB", threads=1))
    atexit.register(database.close)
    atexit.register(_staying.cache_clear)
    return database


@attrs.define
class _Opened:
    """An engine with a database from its first query on."""

    engine: DuckDB
    closing: ExitStack
    db: "DuckDBPyConnection | None" = None

    def query(self, sql: str, sources: Mapping[str, Parquet | Relation]) -> list[Line]:
        if self.db is None:
            self.db = self.closing.enter_context(self.engine.connection())
        # What is temporary is a cursor's own, and goes with it.
        with self.db.cursor() as db:
            return _answer(db, sql, sources)

    def opened(self) -> AbstractContextManager[Engine]:
        return nullcontext(self)


def _answer(db: "DuckDBPyConnection", sql: str, sources: Mapping[str, Parquet | Relation]) -> list[Line]:
    for name, source in sources.items():
        _offer(db, name, source)
    return db.execute(sql).fetchall()


def _database(engine: DuckDB) -> "DuckDBPyConnection":
    try:
        import duckdb
    except ImportError as absent:
        raise missing_extra("office", "汇总") from absent
    settings: dict[str, str | bool | int | float | list[str]] = {
        **_CUT_OFF,
        "memory_limit": engine.memory,
        "threads": str(engine.threads or os.cpu_count() or 1),
        "temp_directory": str(Path(tempfile.gettempdir()) / f"shuangyong-duckdb-{os.getpid()}"),
    }
    database = duckdb.connect(":memory:", config=settings)
    if (_DETOUR,) in database.execute("SELECT name FROM duckdb_optimizers()").fetchall():
        database.execute(f"SET GLOBAL disabled_optimizers = '{_DETOUR}'")
    database.execute("SET lock_configuration = true")
    return database


def quoted(text: object) -> str:
    """Return a text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def _offer(db: "DuckDBPyConnection", name: str, source: Parquet | Relation) -> None:
    if isinstance(source, Relation):
        _make_table(db, name, source.columns, source.rows)
    elif source.paths:
        files = ", ".join(quoted(path) for path in source.paths)
        db.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet([{files}])")  # noqa: S608
    else:
        _make_table(db, name, source.columns, ())


def _make_table(db: "DuckDBPyConnection", name: str, columns: Mapping[str, str], rows: Sequence[Line]) -> None:
    defined = ", ".join(f'"{column}" {type_}' for column, type_ in columns.items())
    db.execute(f"CREATE TEMP TABLE {name} ({defined})")
    if rows:
        # Each column as one text: row by row takes half a millisecond a row, and a list twice as long as a text.
        values = [json.dumps(column, default=str) for column in zip(*rows, strict=True)]
        lists = ", ".join(f"unnest(from_json(?::JSON, '[\"{type_}\"]'))" for type_ in columns.values())
        db.execute(f"INSERT INTO {name} SELECT {lists}", values)
