"""All four formats of one ledger carry the same figures, of every sector that has a sample."""

import io
import re
from decimal import Decimal
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from shuangyong import Visit
from shuangyong.catalog import installed
from shuangyong.report.compose import compose
from shuangyong.report.document import plain
from shuangyong.report.explaining import explain

FORMATS = ("docx", "html", "xlsx", "md")
SAMPLES = sorted(sample.sector for plugin in installed().plugins for sample in plugin.offers.sample_ledgers)


@pytest.fixture
def sample(ledger):
    def of(sector, year):
        found = installed().sample(sector)
        unit = found.unit(year)
        return ledger(
            installed(), found.records(year), sector=sector, year=year, name=unit.name, addressee=unit.addressee
        )

    return of


@pytest.mark.parametrize("kind", ["summary", "plan", "table"])
@pytest.mark.parametrize("sector", SAMPLES)
def test_all_formats_of_one_ledger_carry_the_same_figures(sample, tmp_path, sector, kind):
    document = compose(sample(sector, 2026), installed(), kind, sample(sector, 2025))
    figures = document.figures()
    assert figures
    for written_format in FORMATS:
        path = tmp_path / f"document.{written_format}"
        path.write_bytes(installed().renderer(written_format).render(document))
        explained = explain(path)
        assert tuple(one.figure for one in explained) == figures, written_format
        assert [one.now for one in explained] == [figure.text for figure in figures], written_format


class Words(HTMLParser):
    """The text of a page that a reader sees."""

    def __init__(self):
        super().__init__()
        self.text, self.skipped = "", 0

    def handle_starttag(self, tag, attrs):
        if self.skipped or tag in ("style", "script", "title") or ("role", "tooltip") in attrs:
            self.skipped += tag not in ("meta", "br")

    def handle_endtag(self, _tag):
        self.skipped -= bool(self.skipped)

    def handle_data(self, data):
        self.text += "" if self.skipped else data


def words_of_html(content):
    words = Words()
    words.feed(content.decode())
    return words.text


def words_of_markdown(content):
    text = content.decode().partition("\n<!-- shuangyong ")[0]
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?m)^#+ |^\|[ -:|]+\|$|\| | \|", "", text))


def words_of_docx(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def words_of_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [sheet for sheet in book if sheet.title not in ("来源", "_溯源")]
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)


READERS = {"docx": words_of_docx, "html": words_of_html, "xlsx": words_of_xlsx, "md": words_of_markdown}


@pytest.mark.parametrize("written_format", FORMATS)
@pytest.mark.parametrize("sector", SAMPLES)
def test_what_a_reader_sees_is_the_same_text(sample, sector, written_format):
    document = compose(sample(sector, 2026), installed(), "summary")
    seen = re.sub(r"\s", "", READERS[written_format](installed().renderer(written_format).render(document)))
    for block in document.blocks:
        assert re.sub(r"\s", "", plain(block.content)) in seen


@pytest.mark.parametrize("written_format", FORMATS)
@pytest.mark.parametrize(
    "typed", ["{{ 7*7 }}", "{% x %}", "<b>粗</b>", "a|b", "=1+1", "**粗**", "&lt;", "]]>", "$x$", "\\", "-->", "1. a"]
)
def test_what_a_person_typed_is_read_as_typed_in_every_format(port, ledger, typed, written_format):
    catalog = port(told="{% for row in visit %}{{ row.title }}\n\n{% endfor %}").catalog
    document = compose(ledger(catalog, [Visit(title=typed)], name="某局"), catalog, "summary")
    content = catalog.renderer(written_format).render(document)
    assert typed.replace(" ", "") in READERS[written_format](content).replace(" ", "")


def test_amounts_stay_exact(sample):
    figures = compose(sample(SAMPLES[0], 2026), installed(), "summary").figures()
    assert all(type(figure.amount) is Decimal for figure in figures)


@pytest.mark.parametrize("written_format", FORMATS)
def test_no_folder_of_the_machine_is_written(port, ledger, written_format):
    catalog = port().catalog
    made = ledger(catalog, [Visit(people=3)], file="/home/somebody/台账.xlsx")
    content = catalog.renderer(written_format).render(compose(made, catalog, "summary"))
    assert "somebody" not in READERS[written_format](content)
    assert b"somebody" not in content
