"""A sample county of forty units, collected once, and the command as a person types it."""

import pytest
from click.testing import CliRunner
from shuangyong.assess.exporting_workbook import standard_workbook
from shuangyong.assess.shipped import standard_of
from shuangyong.catalog import installed, installed_for_figures
from shuangyong.cli.assess import command
from shuangyong.office.demonstration import STORE, write_office
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    """The store of a county of forty units with two years of ledgers, 2024 and 2025."""
    folder = tmp_path_factory.mktemp("county")
    for _ in write_office(installed(), folder, 40, 2025):
        pass
    return folder / STORE


@pytest.fixture(scope="session")
def files():
    """Three ledgers of a hospital, and the standard of units as an office's workbook."""
    catalog = installed_for_figures()
    made = {
        f"{year}.xlsx": ledger_bytes(catalog, sample_ledger(catalog, "hospital", year)) for year in (2024, 2025, 2026)
    }
    sectors = {sector.id: sector.label for sector in catalog.sectors}
    return {**made, "区标准.xlsx": standard_workbook(standard_of(catalog, "unit").standard, sectors, ["会议"])}


@pytest.fixture
def run(tmp_path, monkeypatch, files):
    """Run the command in a folder with these files."""
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(command, [str(arg) for arg in args], standalone_mode=False)
