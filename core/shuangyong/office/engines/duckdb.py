"""DuckDB: the engine inside this process, bounded in memory and threads, cut off from the network."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from . import Line, Parquet, Relation, missing_extra

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
            for name, source in sources.items():
                _offer(db, name, source)
            return db.execute(sql).fetchall()

    @contextmanager
    def connection(self) -> Iterator["DuckDBPyConnection"]:
        """Give a connection to an empty database in memory, of one's own.

        Raises:
            ProblemsFound: DuckDB is not installed.
        """
        try:
            import duckdb
        except ImportError as absent:
            raise missing_extra("office", "汇总") from absent
        settings: dict[str, str | bool | int | float | list[str]] = {
            **_CUT_OFF,
            "memory_limit": self.memory,
            "threads": str(self.threads or os.cpu_count() or 1),
            "temp_directory": str(Path(tempfile.gettempdir()) / f"shuangyong-duckdb-{os.getpid()}"),
        }
        with duckdb.connect(":memory:", config=settings) as db:
            if (_DETOUR,) in db.execute("SELECT name FROM duckdb_optimizers()").fetchall():
                db.execute(f"SET disabled_optimizers = '{_DETOUR}'")
            db.execute("SET lock_configuration = true")
            yield db


def quoted(text: object) -> str:
    """Return a text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def _offer(db: "DuckDBPyConnection", name: str, source: Parquet | Relation) -> None:
    if isinstance(source, Relation):
        _make_table(db, name, source.columns, source.rows)
    elif source.paths:
        files = ", ".join(quoted(path) for path in source.paths)
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{files}])")  # noqa: S608
    else:
        _make_table(db, name, source.columns, ())


def _make_table(db: "DuckDBPyConnection", name: str, columns: Mapping[str, str], rows: Sequence[Line]) -> None:
    defined = ", ".join(f'"{column}" {type_}' for column, type_ in columns.items())
    db.execute(f"CREATE TABLE {name} ({defined})")
    if rows:
        # Column by column: row by row takes half a millisecond a row.
        values: list[Any] = [list(column) for column in zip(*rows, strict=True)]
        lists = ", ".join(f"unnest(?::{type_}[])" for type_ in columns.values())
        db.execute(f"INSERT INTO {name} SELECT {lists}", values)
