"""Writing a county's files: the roster, and its reports in the batches that they come in, on all processors."""

import io
import multiprocessing
import os
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import attrs

from ...catalog import Catalog, installed
from ...model.atomic import write_atomically
from ...model.folders import make_folder
from .county import County
from .forms import Copies
from .reports import Report, reports
from .roster import roster_bytes
from .spoiling import report_bytes

ROSTER, LEDGERS = "名册.xlsx", "台账"

#: Fewer files are written sooner by one process than by others that must first be started.
_FEW = 150

#: Every fourth street or town collects its communities' reports and hands them in as one archive.
_ARCHIVES = 4

#: Shares of the work that each processor takes, one after the other.
_SHARES = 8

#: The county that a worker writes and the forms that it has, set once when it starts.
_WORK: list[tuple[County, Copies]] = []


@attrs.frozen
class _File:
    """A file to write: one report, or an archive of several."""

    path: Path
    reports: tuple[Report, ...]


def write_county(
    county: County, folder: Path, catalog: Catalog, progress: Callable[[int, int], None] | None = None
) -> tuple[Path, ...]:
    """Write the roster and every report that arrives, and return the paths of all files.

    What stands in the files hangs on the county alone, and so does the time at which each was last written.

    Args:
        county: What to write.
        folder: Where: ``名册.xlsx``, and ``台账`` with a folder for each batch.
        catalog: What is installed; with another catalog than that everything is written by this process.
        progress: Told after each file how many there are so far, and how many there will be.

    Raises:
        ProblemsFound: A folder or a file cannot be written.
    """
    files = [*_files(county, folder)]
    for place in sorted({file.path.parent for file in files} | {folder}):
        make_folder(place)
    write_atomically(folder / ROSTER, roster_bytes(county, catalog))
    for number, _ in enumerate(_written(county, files, catalog), start=1):
        if progress is not None:
            progress(number, len(files))
    return folder / ROSTER, *(file.path for file in files)


def _written(county: County, files: Sequence[_File], catalog: Catalog) -> Iterator[None]:
    processors = os.cpu_count() or 1
    if catalog is not installed() or len(files) < _FEW or processors == 1:
        copies = Copies(catalog)
        for file in files:
            _write(county, file, copies)
            yield
        return
    # Spawned ones inherit no thread or lock of ours, whatever the program around is doing.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processors, context, initializer=_begin, initargs=(county,)) as pool:
        # Those of a sort together, so that few workers need the same form.
        alike = sorted(files, key=lambda file: (file.reports[0].member.sector, file.reports[0].year))
        yield from pool.map(_write_here, alike, chunksize=max(1, len(files) // (_SHARES * processors)))


def _begin(county: County) -> None:
    _WORK[:] = [(county, Copies(installed()))]


def _write_here(file: _File) -> None:
    county, copies = _WORK[0]
    _write(county, file, copies)


def _write(county: County, file: _File, copies: Copies) -> None:
    if file.path.suffix == ".zip":
        data = _archive(county, file.reports, copies)
    else:
        data = report_bytes(county, copies, file.reports[0])
    write_atomically(file.path, data)
    moment = max(report.saved for report in file.reports).timestamp()
    os.utime(file.path, (moment, moment))


def _archive(county: County, inside: Sequence[Report], copies: Copies) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # what is in it is compressed already
        for report in inside:
            entry = zipfile.ZipInfo(report.name, report.saved.timetuple()[:6])
            entry.create_system = 0  # not the system that wrote it
            archive.writestr(entry, report_bytes(county, copies, report))
    return stream.getvalue()


def _files(county: County, folder: Path) -> Iterator[_File]:
    """Yield every file to write: what comes in time from the communities of some towns comes in one archive."""
    names = {member.code: member.name for member in county.units}
    towns = [member.code for member in county.units if member.sector == "township"]
    together = set(towns[::_ARCHIVES])
    archives: dict[str, list[Report]] = defaultdict(list)
    for report in reports(county):
        parent = report.member.parent
        if parent in together and report.batch == "第一批" and not (report.fault or report.first):
            archives[parent or ""].append(report)
        else:
            yield _File(folder / LEDGERS / report.batch / report.name, (report,))
    for parent, inside in archives.items():
        yield _File(folder / LEDGERS / "第一批" / f"{names[parent]}.zip", tuple(inside))
