"""Writing what revisions say as files of columns, in bulk."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from .. import events, facts
from ..engines.duckdb import DuckDB, quoted
from .opening import Store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What is written of a revision, each into a file of its own -> its columns.
PARTS: Mapping[str, Mapping[str, str]] = {
    part: {"revision": "BIGINT", **columns} for part, columns in (("facts", facts.COLUMNS), ("events", events.COLUMNS))
}

#: How many bytes of lines one pair of files is made from: some 100,000 facts, written in 60 MB of memory. Four times as
#: many lines at once take 200 MB, and no less time.
_FULL = 12 << 20

#: How many rows of a file stand together, likewise.
_GROUP = 20_480


@attrs.frozen
class Written:
    """A pair of files that were just written.

    Attributes:
        revisions: Whose facts and events they hold.
        paths: The file of each part.
        rows: How many rows each has.
    """

    revisions: tuple[int, ...]
    paths: Mapping[str, Path]
    rows: Mapping[str, int]


def write_columns(store: Store, revisions: Iterable[int], folder: Path) -> Iterator[Written]:
    """Write the facts and events of revisions into a folder, as many pairs of files as it takes.

    Raises:
        ProblemsFound: DuckDB is not installed.
    """
    for number, (held, lines) in enumerate(_batches(store, revisions)):
        paths = {part: folder / f"{number}.{part}.parquet" for part in PARTS}
        with DuckDB(threads=1).connection() as db:
            rows = {part: _write(db, lines[part], PARTS[part], paths[part]) for part in PARTS}
        yield Written(tuple(held), paths, rows)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _batches(store: Store, revisions: Iterable[int]) -> Iterator[tuple[list[int], dict[str, list[bytes]]]]:
    held: list[int] = []
    lines: dict[str, list[bytes]] = {part: [] for part in PARTS}
    size = 0
    for revision in revisions:
        row = store.db.execute("SELECT facts, events FROM revision WHERE id = ?", (revision,)).fetchone()
        held.append(revision)
        for part in PARTS:
            lines[part].append(_prefixed(row[part], revision))
            size += len(lines[part][-1])
        if size >= _FULL:
            yield held, lines
            held, lines, size = [], {part: [] for part in PARTS}, 0
    if held:
        yield held, lines


def _prefixed(blob: bytes, revision: int) -> bytes:
    """Return encoded lines with their revision before each."""
    text = zlib.decompress(blob) if blob else b""
    prefix = b"%d\t" % revision
    return prefix + text[:-1].replace(b"\n", b"\n" + prefix) + b"\n" if text else b""


def _write(db: "DuckDBPyConnection", lines: Sequence[bytes], columns: Mapping[str, str], path: Path) -> int:
    """Write lines as Parquet, and return how many there are."""
    source = path.with_suffix(".tsv")
    with source.open("wb") as file:
        file.writelines(lines)
    # Quotes and backslashes are text like any other; an empty text is a text, an empty number is NULL.
    texts = [column for column, type_ in columns.items() if type_ == "VARCHAR"]
    read = (
        f"read_csv({quoted(source)}, columns = {_struct(columns)}, force_not_null = [{', '.join(map(quoted, texts))}],"
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
