"""For the explorer: an office with ledgers of two years, in which one deed of both hospitals is decided."""

import shutil
from decimal import Decimal

import attrs
import pytest
from lxml import html
from shuangyong.catalog import installed
from shuangyong.office.intake.collecting import collect
from shuangyong.office.intake.source import Source
from shuangyong.office.overlaps.deciding import Wish, decide
from shuangyong.office.overlaps.settling import overlaps_of
from shuangyong.office.store.opening import open_store
from shuangyong.workbook.making import of_unit
from shuangyong.workbook.reading import read_ledger_bytes
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy
from shuangyong.workbook.writing import ledger_bytes

from ..conftest import *  # noqa: F403  its fixtures
from ..conftest import MINE, NAMES, YEAR, opened


@pytest.fixture(scope="session")
def two_years(full, tmp_path_factory):
    """The folder of an office with a hospital's ledger of the year before too."""
    folder = tmp_path_factory.mktemp("years") / "store"
    shutil.copytree(full, folder)
    made = of_unit(sample_ledger(installed(), "hospital", YEAR - 1), name=NAMES[MINE], code=MINE, region="370213")
    own = read_ledger_bytes(ledger_bytes(installed(), made), "b.xlsx", installed()).ledger
    copy = submitted_copy(installed(), own, own.sha256)
    with open_store(folder) as store:
        (entry,) = collect(store, installed(), [Source(label="b.xlsx", data=copy)]).entries
        assert entry.verdict == "accepted", entry
        overlaps = overlaps_of(store, installed(), YEAR)
        first = overlaps.undecided[0]
        decide(store, installed(), YEAR, [Wish(id=first.id, verdict="same")], "某某", "已核对")
    return folder


@pytest.fixture
def office(two_years, tmp_path):
    """That office, for each test its own."""
    return opened(two_years, tmp_path)


@attrs.frozen
class Shown:
    """A table of a page.

    Attributes:
        header: Its column names.
        rows: By the row's name: amounts by column, None where a cell is blank.
        links: By the row's name: links by column.
    """

    header: list
    rows: dict
    links: dict


def tables_on(text):
    """Return the tables of figures on a page, in order."""
    found = []
    for table in html.fromstring(text).xpath("//table[contains(@class, 'cube')]"):
        header = [one.text_content().strip() for one in table.xpath("./thead/tr/th")]
        rows, links = {}, {}
        for line in table.xpath("./tbody/tr"):
            name = line.xpath("./th")[0].text_content().strip()
            cells = line.xpath("./td")
            amounts = [cell.xpath(".//data/@value") for cell in cells]
            rows[name] = dict(zip(header[1:], [Decimal(one[0]) if one else None for one in amounts], strict=True))
            links[name] = {
                column: cell.xpath(".//a/@href")[0]
                for column, cell in zip(header[1:], cells, strict=True)
                if cell.xpath(".//a/@href")
            }
        found.append(Shown(header, rows, links))
    return found
