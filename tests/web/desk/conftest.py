"""For the tests of a ledger's own pages: a clerk with a file, whose browser was let in."""

import io

import attrs
import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.web.desk.ledger_files import LedgerFile
from shuangyong.web.desk.serving import Home, desk_application
from starlette.testclient import TestClient

from ..conftest import ORIGIN, ledger

KEY = "k" * 32


@attrs.frozen
class Clerk:
    """A clerk with a ledger file, and a browser that has the key."""

    home: Home
    browser: TestClient

    @property
    def path(self):
        """Where the file lies."""
        return self.home.file.path

    def get(self, address):
        """Return what a page answers."""
        return self.browser.get(address)


def home_of(path, **changes):
    """Return what serves a file."""
    return Home(file=LedgerFile(path, installed()), catalog=installed(), key=KEY, **changes)


def stranger_to(home, address="127.0.0.1", **headers):
    """Return a browser that knows nothing of the key."""
    return TestClient(
        desk_application(home),
        base_url=ORIGIN,
        headers={"Origin": ORIGIN, **headers},
        client=(address, 4000),
        follow_redirects=False,
    )


def let_in(home):
    """Return the clerk of a home, who has opened the printed address."""
    browser = stranger_to(home)
    assert browser.get(f"/open/{KEY}").status_code == 200
    return Clerk(home, browser)


@pytest.fixture
def clerk(tmp_path):
    """A clerk whose ledger is sound."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger())
    return let_in(home_of(path))


def cells_in(data):
    """Return all texts of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
