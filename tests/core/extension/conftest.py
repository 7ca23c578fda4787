"""An office's extension, its catalog, and a ledger made with it."""

import pytest
from shuangyong import Ledger, Unit
from shuangyong.catalog import discover, load
from shuangyong.extension.applying import extended, read_extension
from shuangyong.workbook.writing import ledger_bytes

CATALOG = load(entry for entry in discover() if entry.name in ("core", "hospital"))

TOML = """
name = "某某区2026年扩展"

[[column]]
kind = "走访慰问"
id = "street"
label = "所属街道"
type = "choice"
choices = ["中山街道", "台东街道"]
hint = "慰问对象住在哪个街道"

[[column]]
kind = "core.visit"
id = "poor_homes"
label = "困难户数"
type = "measure"
unit = "户"

[[column]]
kind = "core.activity"
id = "contact"
label = "对接人"
type = "text"
sensitive = true

[[column]]
kind = "core.support"
id = "subsidy"
label = "区级补助"
type = "measure"
unit = "元"

[[choices]]
kind = "core.visit"
field = "节点"
choices = ["拥军月"]
"""
ROW = {
    "日期": "8月1日",
    "活动名称": "走访驻军",
    "所属街道": "台东街道",
    "困难户数（户）": "12户",
    "对接人": "王某某",
    "节点": "拥军月",
}


@pytest.fixture
def toml():
    """The office's file."""
    return TOML


@pytest.fixture
def row():
    """A row with every column of the office's filled, by header."""
    return dict(ROW)


@pytest.fixture
def write(tmp_path):
    """Write a file of this text."""

    def to(text, name="扩展.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return to


@pytest.fixture
def office(write):
    """The catalog as the office has extended it."""
    return extended(CATALOG, read_extension(write(TOML), CATALOG).extension)


@pytest.fixture
def ledger_file(office, filled, tmp_path):
    """A ledger of the office's, with one row in which every column of its own is filled."""
    file = tmp_path / "台账.xlsx"
    file.write_bytes(
        filled(ledger_bytes(office, Ledger(unit=Unit(name="某某医院", sector="医院", year=2026))), "走访慰问", ROW)
    )
    return file
