"""The demonstration: a sample ledger of each sector, and everything that is made of it."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import attrs

from .catalog import Catalog
from .demo_evidence import furnished, shown
from .examination import Examination, examine
from .forms.filling import fill
from .forms.opening import open_form
from .forms.sample import sample_form
from .model.atomic import write_atomically
from .model.documents import DOCUMENT_LABELS, DocumentKind
from .model.folders import make_folder
from .model.ledgers import Ledger
from .offers import Sector
from .report.briefs.about import months, of_month
from .report.compose import compose
from .report.explaining import explain
from .workbook.making import blank_ledger
from .workbook.marking import mark
from .workbook.next_year import next_year
from .workbook.samples import sample_ledger
from .workbook.submitting import submitted_copy
from .workbook.writing import ledger_bytes

KINDS: tuple[DocumentKind, ...] = ("summary", "plan", "table")
FORMATS = ("docx", "html", "xlsx", "md")


def write_demo(catalog: Catalog, folder: Path, year: int) -> Iterator[tuple[Path, str]]:
    """Write the demonstration and yield each file written and what it is; a sector without a sample has none.

    Raises:
        ProblemsFound: A folder or a file cannot be written.
    """
    make_folder(folder)
    for sector in (sector for sector in catalog.sectors if sector.id in catalog.samples):
        place = make_folder(folder / sector.label)
        yield from _ledgers(catalog, sector, place, year)
        ledger = _sound(examine(place / "示例台账.xlsx", catalog))
        last = _sound(examine(place / "上年台账.xlsx", catalog))
        yield from _documents(catalog, ledger, last, place)
        for name, content, what in shown(place / "示例台账.xlsx", ledger, catalog):
            write_atomically(place / name, content)
            yield place / name, what
        yield from _forms(catalog, sector, ledger, place)
        yield from _mistakes(catalog, sector, place)
        submitted = place / "上报件.xlsx"
        write_atomically(submitted, submitted_copy(catalog, ledger, ledger.sha256))
        yield submitted, "报送双拥办的上报件，个人和敏感内容已清空"


def _ledgers(catalog: Catalog, sector: Sector, place: Path, year: int) -> Iterator[tuple[Path, str]]:
    sample, files = furnished(sample_ledger(catalog, sector.id, year))
    blank = blank_ledger(sector, year, sample.unit.name)
    last = sample_ledger(catalog, sector.id, year - 1)
    for name, ledger, what in (
        ("空白台账.xlsx", blank, "发给填报人的空白台账"),
        ("示例台账.xlsx", sample, "填好一年的台账"),
        ("上年台账.xlsx", last, "上一年度的台账，供对比"),
    ):
        write_atomically(place / name, ledger_bytes(catalog, ledger))
        yield place / name, what
    for name, content in files.items():
        picture = place / "示例台账" / name
        make_folder(picture.parent)
        write_atomically(picture, content)
        yield picture, "台账里写到的佐证材料（画的）"


def _documents(catalog: Catalog, ledger: Ledger, last: Ledger, place: Path) -> Iterator[tuple[Path, str]]:
    for kind in KINDS:
        document = compose(ledger, catalog, kind, last=last)
        for suffix in FORMATS:
            path = place / f"{DOCUMENT_LABELS[kind]}.{suffix}"
            write_atomically(path, catalog.renderer(suffix).write(document))
            yield path, document.title
    busiest = max(months(ledger), key=lambda month: months(ledger)[month])
    brief = compose(ledger, catalog, "brief", last=last, about=of_month(ledger, busiest))
    for suffix in FORMATS:
        path = place / f"{DOCUMENT_LABELS['brief']}.{suffix}"
        write_atomically(path, catalog.renderer(suffix).write(brief))
        yield path, brief.title
    traced = place / "数字出处.txt"
    lines = [line for one in explain(place / "工作总结.docx") for line in one.lines()]
    write_atomically(traced, ("\n".join(lines) + "\n").encode())
    yield traced, "工作总结里每个数字出自哪些单元格"


def _forms(catalog: Catalog, sector: Sector, ledger: Ledger, place: Path) -> Iterator[tuple[Path, str]]:
    form, filled, following = (place / name for name in ("表样.xlsx", "填好的表样.xlsx", "下年台账.xlsx"))
    write_atomically(form, sample_form(catalog, sector.id))
    yield form, "单位自己的表样，要填数字的格里写着名称"
    write_atomically(filled, fill(open_form(form), ledger, catalog).data)
    yield filled, "由台账填好的表样，格式和公式不变"
    write_atomically(following, ledger_bytes(catalog, next_year(ledger, catalog).ledger))
    yield following, "由今年台账结转的下一年台账"


def _mistakes(catalog: Catalog, sector: Sector, place: Path) -> Iterator[tuple[Path, str]]:
    wrong, marked, listed = (place / name for name in ("有错的台账.xlsx", "退改台账.xlsx", "检查结果.json"))
    write_atomically(wrong, _with_mistakes(catalog, sector, place / "示例台账.xlsx"))
    yield wrong, "故意填错几处的台账"
    examination = examine(wrong, catalog)
    mark(wrong, examination.problems, marked)
    yield marked, "退给填报人的台账，错处已涂色并批注"
    write_atomically(listed, json.dumps(examination.to_json(), ensure_ascii=False, indent=2).encode())
    yield listed, "检查结果，供别的程序读取"


def _with_mistakes(catalog: Catalog, sector: Sector, sample: Path) -> bytes:
    """Return the sample with a few cells of its first sheet filled in wrong, as clerks do."""
    import openpyxl

    book = openpyxl.load_workbook(sample)
    ledger = _sound(examine(sample, catalog))
    own = {kind.name for kind in catalog.kinds_of(sector.id) if kind.namespace == sector.id}
    row = next(row for row in ledger.rows if row.kind.name in own)
    sheet = book[row.sheet]
    sheet[row.cell("date")] = f"{ledger.year}-02-30"
    for field, text in zip((f for f in row.kind.columns if f.measure), ("若干", "-5"), strict=False):
        sheet[row.cell(field.id)] = text
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sound(examination: Examination) -> Ledger:
    assert examination.ok, [attrs.asdict(problem) for problem in examination.problems]
    assert examination.ledger is not None, "a ledger without errors was read"
    return examination.ledger
