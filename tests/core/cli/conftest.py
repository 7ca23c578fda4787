"""For the tests of commands: a program that is run, a sound ledger and a faulty one."""

import openpyxl
import pytest
from shuangyong.cli import main


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run a command in an empty folder; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def runner(*args):
        with pytest.raises(SystemExit) as stopped:
            main([str(arg) for arg in args])
        printed = capsys.readouterr()
        return stopped.value.code, printed.out, printed.err

    return runner


@pytest.fixture
def sample(run, tmp_path):
    """A sound ledger in the folder."""
    assert run("new", "台账.xlsx", "--sector", "hospital", "--sample", "--year", 2026)[0] == 0
    return tmp_path / "台账.xlsx"


@pytest.fixture
def faulty(sample):
    """The same with a word where a number is due; with that cell."""
    book = openpyxl.load_workbook(sample)
    sheet = book["征兵体检"]
    column = next(cell.column_letter for row in sheet.iter_rows() for cell in row if cell.value == "体检人数（人）")
    head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "体检人数（人）")
    sheet[f"{column}{head + 1}"] = "若干"
    book.save(sample)
    return sample, f"{column}{head + 1}"
