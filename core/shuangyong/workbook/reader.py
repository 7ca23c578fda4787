"""Reading any workbook a clerk may send: by its bytes, whatever it is called."""

import functools
from pathlib import Path

from ..model.problems import ProblemsFound
from .book import Book
from .file_refusals import FILE_BYTES, refused, too_large
from .preflight import container


def read_book(path: Path) -> Book:
    """Return the workbook in a file.

    No cell is ever silently wrong or missing. Doubts that do not forbid reading come back as cells of type
    ``error`` (#REF!) or ``formula`` (no stored value); whoever knows what the cell is for makes problems of them.

    Raises:
        ProblemsFound: The file cannot be opened, is no workbook, is damaged, encrypted or too large, carries
            macros or links, or holds cells that have no value; ``file`` is the path.
    """
    try:
        if path.stat().st_size > FILE_BYTES:
            raise too_large(f"超过 {FILE_BYTES >> 20} MB")
        data = path.read_bytes()
    except OSError as fault:
        found = refused(
            "unopenable",
            f"打不开文件「{path.name}」：{fault.strerror or '系统拒绝'}。",
            "请看文件是否还在，并先在 Excel 或 WPS 里关闭它。",
        )
        raise ProblemsFound(found.problems, str(path)) from None
    except ProblemsFound as found:
        raise ProblemsFound(found.problems, str(path)) from None
    return read_book_bytes(data, str(path))


@functools.lru_cache(maxsize=2)
def read_book_bytes(data: bytes, name: str) -> Book:
    """Return the workbook in bytes; ``name`` is what the file is called, for messages.

    The last two are remembered: a command looks at a ledger, and at last year's, for the extension that it carries
    before it reads the rows.

    Raises:
        ProblemsFound: As :func:`read_book`.
    """
    # The readers need lxml and xlrd: half of a command's start-up time.
    try:
        if container(data, name) == "xls":
            from .xls import read_xls

            return read_xls(data)
        from .xlsx.reading import read_xlsx

        return read_xlsx(data)
    except ProblemsFound as found:
        raise ProblemsFound(found.problems, name) from None
