"""The catalog that a command works with: what is installed, with the columns and choices of the office."""

import functools
import gc
import sys
from pathlib import Path

from shuangyong.catalog import Catalog

from .options import BESIDE
from .output import note


def extended_catalog(extension: Path | None, *ledgers: Path, sections: bool = True) -> Catalog:
    """Return what is installed, with an office's extension where there is one.

    The extension is that of the file named, or else of the one that lies beside the first ledger; what a ledger
    carries and the file does not say counts too, so that no column of it is lost.

    Args:
        extension: The file that was named.
        ledgers: The ledgers of the command; one that is still to be written carries nothing.
        sections: Whether a report is to be composed.

    Raises:
        ProblemsFound: The file cannot be used.
    """
    from shuangyong.catalog import installed, installed_for_figures
    from shuangyong.extension.applying import extended, read_extension
    from shuangyong.extension.fitting import fitting
    from shuangyong.workbook.carried import carried_extension

    catalog = installed() if sections else installed_for_figures()
    _set_aside()
    beside = ledgers[0].with_name(BESIDE) if ledgers else None
    file = extension or (beside if beside and beside.is_file() else None)
    found = []
    if file is not None:
        read = read_extension(file, catalog)
        found.append(read.extension)
        if read.idle:
            note(f"{file.name} 里有 {len(read.idle)} 项属于没有安装的插件，没有用上：{'、'.join(read.idle)}。")
    found += (carried for ledger in ledgers if ledger.is_file() and (carried := carried_extension(ledger)))
    if not found:
        return catalog
    used, *others = found
    for other in others:
        used = used.joined(other)
    used = fitting(used, catalog)
    note(f"用了本地扩展“{used.name}”（{file.name if file else '台账自带'}）。")
    return extended(catalog, used)


@functools.cache
def _set_aside() -> None:
    """Leave out what is loaded so far where circles are looked for: it stays to the end of the process.

    The interpreter looks at it all once more as it ends, which takes a tenth of a second. DuckDB complains then of what
    is left of it, so it must not be there yet.
    """
    if "duckdb" not in sys.modules:
        gc.freeze()


def office_catalog(folder: Path, extension: Path | None = None) -> Catalog:
    """Return what an office's commands work with: no report sections, and the extension named or kept in its store."""
    beside = folder / BESIDE
    return extended_catalog(extension or (beside if beside.is_file() else None), sections=False)
