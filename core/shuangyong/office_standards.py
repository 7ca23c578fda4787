"""The standards that an office can assess by: those installed and its own, and the one that counts for a year."""

import contextlib
import io
import tempfile
import zipfile
from pathlib import Path

import attrs

from .assess.building import Built, build
from .assess.drafts import read_draft
from .assess.given import Given, given_beside
from .assess.shipped import DEFAULT, installed_standards, standard_of
from .catalog import Catalog
from .model.problems import ProblemsFound, error
from .office.store.opening import Store
from .office.store.standards import KeptStandard, chosen_for, kept_standard, kept_standards

#: What a standard's workbook may hold once it is unpacked, in bytes; the largest known takes a hundredth.
_UNPACKED = 40 * 2**20

#: So many characters of a file's name can be a name on any disk.
_NAME = 60


@attrs.frozen(kw_only=True)
class Offered:
    """A standard that may be chosen.

    Attributes:
        id: By which.
        title: As it is printed.
        own: The office's file; None for one that is installed.
    """

    id: str
    title: str
    own: KeptStandard | None = None


def offered(store: Store, catalog: Catalog) -> tuple[Offered, ...]:
    """Return all standards that an office may choose from: its own, the latest first, then those installed."""
    own = (Offered(id=one.id, title=one.title, own=one) for one in kept_standards(store))
    return (*own, *(Offered(id=id_, title=title) for id_, title in installed_standards(catalog).items()))


def counting_for(store: Store, year: int) -> str:
    """Return the identifier of the standard that counts for a year: the chosen one, the units' by default."""
    return chosen_for(store, year) or DEFAULT


def standard_for(store: Store, catalog: Catalog, year: int) -> tuple[Built, tuple[Given, ...]]:
    """Return the standard that counts for a year, the units' by default, with what people have judged in its file.

    Raises:
        ProblemsFound: It has errors, or is not there any more.
    """
    return named(store, catalog, counting_for(store, year))


def named(store: Store, catalog: Catalog, id_: str) -> tuple[Built, tuple[Given, ...]]:
    """Return a standard of an identifier.

    Raises:
        UnknownNameError: None bears it.
        ProblemsFound: It has errors.
    """
    own = kept_standard(store, id_)
    return read_standard(own.file, own.data, catalog) if own else (standard_of(catalog, id_), ())


def read_standard(file: str, data: bytes, catalog: Catalog) -> tuple[Built, tuple[Given, ...]]:
    """Return the standard in a file's bytes, and what people have judged on a sheet of it.

    Raises:
        ProblemsFound: It is no standard, or has errors; all are told.
    """
    _refuse_bomb(file, data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file[-_NAME:])
        path.write_bytes(data)
        built = build(read_draft(path), catalog)
        return built, given_beside(path, built.standard)


def _refuse_bomb(file: str, data: bytes) -> None:
    size = 0
    with contextlib.suppress(zipfile.BadZipFile, ValueError):  # it is no workbook, which is told where it is read
        size = sum(one.file_size for one in zipfile.ZipFile(io.BytesIO(data)).infolist())
    if size > _UNPACKED:
        message = f"「{file}」展开后超过 {_UNPACKED >> 20} MB，不像考评标准。"
        raise ProblemsFound([error("too-large", message, "请删去多余的表、图片和空白行，另存为 .xlsx 再用。")])
