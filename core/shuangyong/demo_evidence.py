"""Invented evidence for the demonstration: pictures drawn here, each with a place in it, as telephones leave one."""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import attrs
from PIL import Image, ImageDraw

from .catalog import Catalog
from .evidence.finding import evidence_of
from .evidence.illustrating import illustrated, with_room
from .evidence.index import index_document, title_of
from .evidence.inspecting import inspected
from .evidence.numbering import numbered
from .kinds.leadership import Commendation
from .model.ledgers import Ledger, Row
from .report.briefs.about import of_row, tellable
from .report.compose import compose
from .submission import ledger_with_evidence
from .workbook.values import EVIDENCE

_SIZE = (640, 480)
#: The ways of referring to evidence that clerks are shown, each on a row: by numbers, by name, by a folder's name.
_WAYS = (
    ("1-2", ("01 {}.jpg", "02 {}.jpg")),
    ("03 {}", ("03 {}.jpg",)),
    ("{}", ("{}/现场1.jpg", "{}/现场2.jpg")),
)
#: How an honour refers to its certificate, which only the index shows.
_CERTIFICATE = "{}证书"
_LONGEST_NAME = 20


def furnished(ledger: Ledger) -> tuple[Ledger, Mapping[str, bytes]]:
    """Return a sample ledger of which a few deeds and an honour refer to evidence, and the evidence by its names."""
    first: dict[str, Row] = {}
    for row in tellable(ledger):
        if row.kind.is_activity:
            first.setdefault(row.kind.name, row)
    said: dict[int, str] = {}
    files: dict[str, bytes] = {}
    for row, (reference, names) in zip(first.values(), _WAYS, strict=False):
        called = _called(row)
        said[id(row)] = reference.format(called)
        for name in names:
            files[name.format(called)] = _saved(_yard(Random(len(files))), ledger.year)  # noqa: S311  a drawing's looks
    if honour := next((row for row in ledger.rows if row.kind.cls is Commendation), None):
        said[id(honour)] = _CERTIFICATE.format(_called(honour))
        files[f"{said[id(honour)]}.jpg"] = _saved(_certificate(), ledger.year)
    rows = tuple(_with(row, said[id(row)]) if id(row) in said else row for row in ledger.rows)
    return attrs.evolve(ledger, rows=rows), files


def _called(row: Row) -> str:
    return re.sub(r"\W", "", title_of(row))[:_LONGEST_NAME]


def _with(row: Row, evidence: str) -> Row:
    record = attrs.evolve(row.record, evidence=evidence)  # type: ignore[misc]  # its decorator makes it an attrs class
    return attrs.evolve(row, record=record)


def shown(path: Path, ledger: Ledger, catalog: Catalog) -> Iterator[tuple[str, bytes, str]]:
    """Yield what is made of a ledger's evidence: the name of each file, its bytes, and what it is."""
    listed = numbered(evidence_of(path, ledger), ledger, catalog)
    index = index_document(ledger, listed, inspected(listed).extents)
    for suffix in ("docx", "html"):
        yield f"台账目录.{suffix}", catalog.renderer(suffix).write(index), "佐证材料的目录，编了号，有校验值"
    summary = illustrated(compose(ledger, catalog, "summary"), ledger, listed).document
    yield "配照片的总结.docx", catalog.renderer("docx").write(summary), "照片放在写到那件事的段落下面"
    row = next(row for row in tellable(ledger) if row.kind.is_activity and row.value(EVIDENCE))
    about = with_room(of_row(ledger, f"{row.sheet}!{row.number}"), listed)
    brief = illustrated(compose(ledger, catalog, "brief", about=about), ledger, listed, about).document
    yield "配照片的简报.docx", catalog.renderer("docx").write(brief), "一项工作的信息简报，配上照片"
    package = ledger_with_evidence(path, ledger, catalog, "上报件")
    yield "上报件.zip", package.data, "连同佐证材料的上报件，照片里的拍摄地点已去掉"


def _yard(chance: Random) -> Image.Image:
    """Return a picture of a yard with a few people: nobody, drawn by chance."""
    width, height = _SIZE
    image = Image.new("RGB", _SIZE, (176, 208, 232))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.6, width, height), fill=(150, 178, 128))
    left = chance.randrange(40, 200)
    draw.rectangle((left, 110, left + 340, 300), fill=(226, 214, 190), outline=(120, 100, 80), width=3)
    for window in range(left + 25, left + 320, 65):
        draw.rectangle((window, 145, window + 35, 195), fill=(120, 150, 175))
    for _ in range(chance.randrange(4, 8)):
        x, y = chance.randrange(40, width - 40), chance.randrange(290, 370)
        coat = tuple(chance.randrange(60, 220) for _ in range(3))
        draw.ellipse((x - 14, y - 34, x + 14, y - 6), fill=(228, 190, 160))
        draw.rectangle((x - 20, y - 6, x + 20, y + 70), fill=coat)
    return image


def _certificate() -> Image.Image:
    """Return a picture of a certificate: a page framed in red and gold, a ribbon, lines of writing and a seal."""
    width, height = _SIZE
    image = Image.new("RGB", _SIZE, (252, 246, 228))
    draw = ImageDraw.Draw(image)
    for inset, colour, thick in ((14, (190, 30, 36), 12), (32, (214, 170, 70), 4)):
        draw.rectangle((inset, inset, width - inset, height - inset), outline=colour, width=thick)
    draw.rectangle((width / 2 - 130, 70, width / 2 + 130, 118), fill=(190, 30, 36))
    for line, (left, right) in enumerate(((90, 300), (140, 550), (90, 550), (90, 420))):
        draw.rectangle((left, 170 + line * 40, right, 180 + line * 40), fill=(96, 88, 80))
    draw.ellipse((440, 335, 530, 425), outline=(200, 40, 40), width=5)
    draw.regular_polygon((485, 380, 22), 5, fill=(200, 40, 40))
    return image


def _saved(image: Image.Image, year: int) -> bytes:
    """Return a picture as a telephone saves it, with an invented place and telephone."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80, exif=_exif(year))
    return buffer.getvalue()


def _exif(year: int) -> Image.Exif:
    """Return what a telephone writes into a picture; the place is in the middle of the sea."""
    found = Image.Exif()
    found[0x010F], found[0x0132] = "DEMO PHONE", f"{year}:07:28 09:00:00"  # Make and DateTime
    found.get_ifd(0x8825).update({1: "N", 2: (0.0, 0.0, 1.0), 3: "E", 4: (0.0, 0.0, 1.0)})  # GPS
    return found
