"""Forms made by hand, and a ledger to fill them from."""

import io

import docx
import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.forms.filling import fill
from shuangyong.forms.opening import open_form
from shuangyong.workbook.samples import sample_ledger


@pytest.fixture(scope="session")
def catalog():
    return installed()


@pytest.fixture(scope="session")
def hospital(catalog):
    return sample_ledger(catalog, "hospital", 2026)


@pytest.fixture
def sheet_form(tmp_path):
    """Write an Excel form with these cells: ``sheet_form({"A1": "{{ year }}"})``; a function may dress it."""

    def make(cells, dress=None, name="表样.xlsx"):
        book = openpyxl.Workbook()
        for address, value in cells.items():
            book.active[address] = value
        if dress:
            dress(book)
        book.save(tmp_path / name)
        return open_form(tmp_path / name)

    return make


@pytest.fixture
def word_form(tmp_path):
    """Write a Word form with these paragraphs."""

    def make(*paragraphs, dress=None):
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        if dress:
            dress(document)
        document.save(tmp_path / "表样.docx")
        return open_form(tmp_path / "表样.docx")

    return make


@pytest.fixture
def filled_sheet(sheet_form, hospital, catalog):
    """Return the first sheet of a filled form."""

    def make(cells, dress=None, last=None):
        data = fill(sheet_form(cells, dress), hospital, catalog, last).data
        return openpyxl.load_workbook(io.BytesIO(data))

    return make


@pytest.fixture
def filled_word(word_form, hospital, catalog):
    """Return the paragraphs' texts of a filled form."""

    def make(*paragraphs, dress=None):
        data = fill(word_form(*paragraphs, dress=dress), hospital, catalog).data
        return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]

    return make
