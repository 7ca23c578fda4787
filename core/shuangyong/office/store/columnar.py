"""Writing what revisions say as files of columns, in bulk."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from .. import facts
from ..engines.duckdb import DuckDB, quoted
from .opening import Store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What is written of a revision.
COLUMNS: Mapping[str, str] = {"revision": "BIGINT", **facts.COLUMNS}

#: How many bytes of lines one file is made from: some 100,000 facts, written in 60 MB of memory. Four times as
#: many lines at once take 200 MB, and no less time.
_FULL = 12 << 20

#: How many rows of a file stand together, likewise.
_GROUP = 20_480


@attrs.frozen
class Written:
    """A file that was just written.

    Attributes:
        revisions: Whose facts it holds.
        path: The file.
        rows: How many rows it has.
    """

    revisions: tuple[int, ...]
    path: Path
    rows: int


def write_columns(store: Store, revisions: Iterable[int], folder: Path) -> Iterator[Written]:
    """Write the facts of revisions into a folder, as many files as it takes.

    Raises:
        ProblemsFound: DuckDB is not installed.
    """
    for number, (held, lines) in enumerate(_batches(store, revisions)):
        path = folder / f"{number}.parquet"
        with DuckDB(threads=1).connection() as db:
            rows = _write(db, lines, path)
        yield Written(tuple(held), path, rows)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _batches(store: Store, revisions: Iterable[int]) -> Iterator[tuple[list[int], list[bytes]]]:
    held: list[int] = []
    lines: list[bytes] = []
    size = 0
    for revision in revisions:
        row = store.db.execute("SELECT facts FROM revision WHERE id = ?", (revision,)).fetchone()
        held.append(revision)
        lines.append(_prefixed(row["facts"], revision))
        size += len(lines[-1])
        if size >= _FULL:
            yield held, lines
            held, lines, size = [], [], 0
    if held:
        yield held, lines


def _prefixed(blob: bytes, revision: int) -> bytes:
    """Return encoded lines with their revision before each."""
    text = zlib.decompress(blob) if blob else b""
    prefix = b"%d\t" % revision
    return prefix + text[:-1].replace(b"\n", b"\n" + prefix) + b"\n" if text else b""


def _write(db: "DuckDBPyConnection", lines: Sequence[bytes], path: Path) -> int:
    """Write lines as Parquet, and return how many there are."""
    source = path.with_suffix(".tsv")
    with source.open("wb") as file:
        file.writelines(lines)
    # Quotes and backslashes are text like any other; an empty text is a text, an empty number is NULL.
    texts = [column for column, type_ in COLUMNS.items() if type_ == "VARCHAR"]
    read = (
        f"read_csv({quoted(source)}, columns = {_struct(COLUMNS)}, force_not_null = [{', '.join(map(quoted, texts))}],"
        r" delim = '\t', quote = '', escape = '', new_line = '\n', header = false, auto_detect = false,"
        f" max_line_size = {_FULL})"
    )
    how = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}"
    copied = db.execute(f"COPY (FROM {read}) TO {quoted(path)} ({how})")
    ((count,),) = copied.fetchall()
    source.unlink()
    assert count == sum(line.count(b"\n") for line in lines), "each line is a row"
    return int(count)


def _struct(columns: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{quoted(column)}: {quoted(type_)}" for column, type_ in columns.items()) + "}"
