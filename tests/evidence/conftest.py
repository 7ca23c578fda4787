"""Photographs with places in them, and ledgers whose rows refer to files or hold pictures."""

import io
import re
import zipfile

import pytest
from PIL import Image
from shuangyong.catalog import installed
from shuangyong.evidence.finding import evidence_of
from shuangyong.examination import examine
from shuangyong.kinds.benefits import EntitledPerson
from shuangyong.kinds.co_building import Visit
from shuangyong.kinds.education import EducationEvent, Publicity
from shuangyong.kinds.leadership import Commendation
from shuangyong.kinds.organisation import Document
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Declaration, Ledger, Row
from shuangyong.model.units import Unit
from shuangyong.workbook.writing import ledger_bytes

CATALOG = installed()
KINDS = {kind.cls: kind for kind in CATALOG.kinds.values()}
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLACE = "HUAWEI-P70-SECRET"


def exif(orientation=1):
    found = Image.Exif()
    found[0x0112], found[0x010F], found[0x0132] = orientation, PLACE, "2026:08:01 09:00:00"
    found.get_ifd(0x8825).update({1: "N", 2: (36.0, 10.0, 5.0), 3: "E", 4: (120.0, 1.0, 2.0)})
    return found


def picture(format_="JPEG", mode="RGB", size=(60, 40), colour=None, orientation=1, **options):
    """Return a picture's bytes, with a place where its format can hold one."""
    buffer = io.BytesIO()
    made = Image.new(mode, size, colour or 0)
    if format_ in ("JPEG", "WEBP", "TIFF", "PNG"):
        options.setdefault("exif", exif(orientation))
    made.save(buffer, format_, **options)
    return buffer.getvalue()


def visit(evidence, day=28, **fields):
    return Visit(**({"title": "走访慰问", "people": 3} | fields), date=PartialDate(2026, 7, day), evidence=evidence)


def ledger_file(path, *records):
    rows = tuple(Row(kind=KINDS[type(record)], record=record) for record in records)
    kinds = {row.kind.name for row in rows}
    unit = Unit(
        name="某某县人民医院",
        code="LC-YY-001",
        sector="医院",
        year=2026,
        filled=PartialDate(2026, 12, 10),
        liaison="林晓岚",
    )
    hospital = CATALOG.kinds_of(CATALOG.sector("医院").id)
    declared = {kind.name: Declaration("有数据" if kind.name in kinds else "零报告") for kind in hospital}
    path.write_bytes(ledger_bytes(CATALOG, Ledger(unit=unit, rows=rows, declarations=declared)))
    return path


class Desk:
    """A ledger, and the folder of evidence beside it."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "台账.xlsx"
        self.evidence = folder / "佐证材料"

    def files(self, *names, **contents):
        """Put files into the folder of evidence, each a photograph of its own colour where nothing else is given."""
        self.evidence.mkdir(exist_ok=True)
        for number, name in enumerate(names):
            self.put(name, picture(colour=(number * 7 % 256, number, 90)))
        for name, content in contents.items():
            self.put(name, content)

    def put(self, name, content):
        path = self.evidence / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def write(self, *records):
        ledger_file(self.path, *records)
        return self

    def ledger(self):
        examined = examine(self.path, CATALOG)
        assert examined.ledger is not None
        assert examined.ok, [problem.message for problem in examined.problems]
        return examined.ledger

    def found(self, folder=None):
        """Return the evidence of the ledger as it stands."""
        return evidence_of(self.path, self.ledger(), folder)

    def typed(self, *texts):
        """Return the evidence of a ledger whose rows say these texts, as if it had been read, and the rows."""
        kind = KINDS[Visit]
        rows = tuple(
            Row(kind=kind, record=visit(text), sheet=kind.label, number=number, columns={"evidence": "P"})
            for number, text in enumerate(texts, 5)
        )
        unit = Unit(name="某某县人民医院", sector="医院", year=2026)
        return evidence_of(self.path, Ledger(unit=unit, rows=rows)), rows

    def of(self, *texts):
        """Return the names of the files that rows with these texts refer to, and the codes of the problems."""
        found, rows = self.typed(*texts)
        names = [[piece.name for one in found.of(row) for piece in one.pieces] for row in rows]
        codes = {problem.code for problem in found.problems} - {"unreferred-evidence"}
        return names[0] if len(names) == 1 else names, codes


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def photo():
    return picture


@pytest.fixture(scope="session")
def event():
    """Return records of the kinds that tests tell: deeds, an entitled person, and what papers prove."""
    deeds = {"visit": visit, "education": EducationEvent, "person": EntitledPerson, "date": PartialDate}
    return deeds | {"document": Document, "honour": Commendation, "publicity": Publicity}


@pytest.fixture(scope="session")
def catalog():
    return CATALOG


def changed(data, parts, cells, sheet):
    """Return a workbook with parts added, and cells of one sheet (found by their text) written otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = _part_of(members, sheet)
    xml = members[part].decode()
    for text, cell in cells.items():
        xml, count = re.subn(
            rf'<c r="(\w+)"( s="\d+")? t="inlineStr"><is><t>{text}</t></is></c>',
            lambda m, c=cell: c(m[1], m[2] or ""),
            xml,
        )
        assert count == 1, text
    members[part] = xml.encode()
    members |= parts
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _part_of(members, sheet):
    workbook = members["xl/workbook.xml"].decode()
    identifier = re.search(rf'name="{sheet}"[^>]*r:id="(\w+)"', workbook)[1]
    for relation in re.findall("<Relationship [^>]*>", members["xl/_rels/workbook.xml.rels"].decode()):
        if f'Id="{identifier}"' in relation:
            return re.search('Target="/?([^"]+)"', relation)[1]
    raise AssertionError(sheet)


def related(members, part, *relations):
    """Return the relations of a part with more of them: (type, target)."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    old = members.get(
        path, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    ).decode()
    if old.endswith("/>") and "<Relationship " not in old:
        old = old[:-2] + "></Relationships>"
    more = "".join(
        f'<Relationship Id="rIdX{number}" Type="{type_}" Target="{target}"/>'
        for number, (type_, target) in enumerate(relations, 1)
    )
    return {path: old.replace("</Relationships>", f"{more}</Relationships>").encode()}


@pytest.fixture(scope="session")
def forged():
    """Return a ledger's bytes with parts and relations added and cells rewritten."""

    def forge(data, sheet, *, cells=None, parts=None, of_workbook=(), of_sheet=()):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        more = dict(parts or {})
        more |= related(members, "xl/workbook.xml", *of_workbook)
        if of_sheet:
            more |= related(members, _part_of(members, sheet), *of_sheet)
        return changed(data, more, cells or {}, sheet)

    return forge
