"""Evidence that leaves the unit: numbered copies in a folder, or with the ledger and the index in one zip file."""

import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from ..catalog import Catalog
from ..model.atomic import write_atomically
from ..model.ledgers import Ledger
from ..model.problems import Problem, ProblemsFound, error
from ..report.docx import render_docx
from ..report.html import render_html
from ..workbook.layout import EVIDENCE_FOLDER
from ..workbook.submitting import submitted_copy
from .copying import NOT_ALONG, copied
from .folder import HASHES, INDEX
from .index import index_document
from .inspecting import Inspected, problem_of
from .numbering import Numbered
from .pieces import NOT_SENT, Place
from .refusing import Unusable

_MOST_BYTES = 1024 * 2**20


@attrs.frozen
class Copies:
    """The copies of evidence.

    Attributes:
        files: The bytes of each by its name, ``1-01.jpg``.
        hashes: The lines of ``校验值.txt``.
        left_out: Why a piece is not copied, by its number.
        problems: The same for people, at the cells that refer to them.
    """

    files: Mapping[str, bytes]
    hashes: tuple[str, ...]
    left_out: Mapping[str, str]
    problems: tuple[Problem, ...]


def copies_of(found: Numbered) -> Copies:
    """Return numbered copies without anything but what is to be seen; what cannot be cleaned is left out and told.

    Raises:
        ProblemsFound: Together they are too large.
    """
    files: dict[str, bytes] = {}
    hashes, left_out, problems = [], {}, []
    total = 0
    for entry in found.once:
        try:
            content, suffix = copied(entry.piece)
            original = entry.piece.sha256
        except (Unusable, OSError) as fault:
            left_out[entry.number] = fault.why.removesuffix(NOT_ALONG) if isinstance(fault, Unusable) else "打不开"
            problems.append(problem_of(entry, fault, doubt=True))
            continue
        total += len(content)
        if total > _MOST_BYTES:
            message = f"佐证材料合计超过 {_MOST_BYTES >> 20} MB，太大了。"
            raise ProblemsFound([error("too-large", message, "请只留有代表性的照片，或把扫描件的清晰度降低。")])
        files[f"{entry.number}{suffix}"] = content
        hashes.append(f"{entry.number}{suffix}\t{hashlib.sha256(content).hexdigest()}\t{original}")
    return Copies(files, tuple(hashes), left_out, tuple(problems))


def write_copies(copies: Copies, folder: Path) -> None:
    """Write copies into a folder, which is made where it is not there; raises ProblemsFound where it cannot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        message = f"建不了文件夹「{folder}」：{refusal.strerror or '系统拒绝'}。"
        raise ProblemsFound([error("no-folder", message, "请换一个位置。")]) from None
    for name, content in copies.files.items():
        write_atomically(folder / name, content)
    write_atomically(folder / HASHES, _text(copies.hashes))


def package(
    catalog: Catalog,
    ledger: Ledger,
    found: Numbered,
    looked: Inspected,
    copies: Copies,
    saved: str = "",
    name: str = "上报件",
    today: datetime.date | None = None,
) -> bytes:
    """Return a zip of the copy of the ledger, the copies of its evidence, their hashes and the index.

    In the ledger 佐证材料 names the copies, so that whoever unpacks it can look them up. Equal content gives equal
    bytes.

    Args:
        catalog: What is installed.
        ledger: The unit's own, checked.
        found: Its evidence, numbered.
        looked: How much each piece is.
        copies: What goes along.
        saved: When the ledger was last saved.
        name: What the ledger is called in the package, without suffix.
        today: What dates the index where the ledger gives no full date.
    """
    index = index_document(ledger, found, looked.extents, copies.left_out, today)
    members = {
        f"{name}.xlsx": submitted_copy(catalog, ledger, ledger.sha256, saved, _named(found, copies)),
        f"{EVIDENCE_FOLDER}/{INDEX}.docx": render_docx(index),
        f"{EVIDENCE_FOLDER}/{INDEX}.html": render_html(index),
        f"{EVIDENCE_FOLDER}/{HASHES}": _text(copies.hashes),
        **{f"{EVIDENCE_FOLDER}/{file}": content for file, content in copies.files.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED if path.endswith((".txt", ".html")) else zipfile.ZIP_STORED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _named(found: Numbered, copies: Copies) -> dict[Place, str]:
    """Return what 佐证材料 says of each row: the copies' names, then what else was typed there."""
    files = {name.partition(".")[0]: name for name in copies.files}
    said: dict[Place, list[str]] = {}
    for entry in found.entries:
        said.setdefault(entry.place, []).append(files.get(entry.number, f"{entry.number}{NOT_SENT}"))
    return {place: "、".join((*names, *found.others.get(place, ()))) for place, names in said.items()}


def _text(lines: tuple[str, ...]) -> bytes:
    return "".join(_ended(lines)).encode("utf-8-sig")  # Windows' own editor takes it for GBK otherwise


def _ended(lines: tuple[str, ...]) -> Iterator[str]:
    yield "文件\t副本的 SHA-256\t原件的 SHA-256\r\n"
    for line in lines:
        yield f"{line}\r\n"
