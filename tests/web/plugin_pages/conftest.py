"""An office whose plugins are the core, the hospitals' and one of a few lines that the program has never seen."""

import importlib
import shutil
import sys
from importlib.metadata import EntryPoint
from textwrap import dedent

import attrs
import pytest
from shuangyong.catalog import discover, load
from shuangyong.office.intake.collecting import collect
from shuangyong.office.intake.source import Source
from shuangyong.web.portal import Portal
from shuangyong.workbook.making import of_unit
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

from ..conftest import YEAR, Office

PORT = "P001"

#: A sector that is not installed, with a kind, a section, a rule and a sample.
SECTOR = """
    @record("军运保障")
    class MilitaryTransport(Support):
        "Loading and unloading for the troops."

        ships: int | None = measure("保障船次", unit="艘次", hint="几艘次")

    @hookimpl
    def sectors():
        yield Sector(id="port", label="港口", units="港务局、港口集团", self_name="我港")

    @hookimpl
    def record_kinds():
        yield MilitaryTransport

    @hookimpl
    def report_sections():
        yield Section(id="transport", place="speciality", template="transport.md")

    @hookimpl
    def checks():
        yield RowCheck(
            code="port.few-ships", kind="port.military_transport", needs=("ships",),
            holds=lambda row: row.ships < 100, message="保障船次 {ships} 太多。", fix="请核对。",
        )

    @hookimpl
    def sample_ledgers():
        yield SampleLedger(
            sector="port",
            unit=lambda year: Unit(name="某某港务局", sector="港口", year=year),
            records=lambda year: [
                MilitaryTransport(date=PartialDate(year, 8, 1), title="八一军运保障", matters=1, ships=7)
            ],
        )
"""

SECTION = (
    "## 发挥港口优势，做好军运保障\n{% if military_transport %}保障军运{{ military_transport.ships }}。{% endif %}\n"
)


@attrs.frozen
class Ported(Office):
    """The office and what its plugins are."""

    def take(self, **changes):
        """Take in the port's sample ledger, its record changed; return what became of it."""
        catalog = self.portal.catalog
        made = of_unit(sample_ledger(catalog, "port", YEAR), name="某某港务局", code=PORT, region="370213")
        rows = [
            attrs.evolve(row, record=attrs.evolve(row.record, **changes)) if row.kind.namespace == "port" else row
            for row in made.rows
        ]
        data = ledger_bytes(catalog, attrs.evolve(made, rows=tuple(rows)))
        with self.store as store:
            (entry,) = collect(store, catalog, [Source(label="港.xlsx", data=data)]).entries
        return entry


@pytest.fixture
def ported(bare, tmp_path, monkeypatch):
    """Make the office; given source, its plugin has that besides the sector."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def make(more=""):
        folder = tmp_path / "plugin_port"
        (folder / "sections").mkdir(parents=True)
        head = "from decimal import Decimal\nfrom shuangyong import *\n"
        (folder / "__init__.py").write_text(head + dedent(SECTOR) + dedent(more), encoding="utf-8")
        (folder / "sections" / "transport.md").write_text(SECTION, encoding="utf-8")
        sys.modules.pop("plugin_port", None)
        importlib.invalidate_caches()
        known = [entry for entry in discover() if entry.name in ("core", "hospital")]
        catalog = load([*known, EntryPoint("port", "plugin_port", "shuangyong")])
        shutil.copytree(bare, tmp_path / "store")
        office = Ported(Portal(folder=tmp_path / "store", catalog=catalog))
        with office.store as store, store.transaction() as db:
            row = (PORT, "某某港务局", "port", "370213", None, "2020-01-01", None)
            db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
            db.execute("INSERT INTO deadline VALUES (?, ?, '2026-01-15', NULL)", (PORT, YEAR))
            db.execute("UPDATE account SET unit = ? WHERE login = 'other'", (PORT,))
            store.audit("测试", "roster", PORT, {})
        return office

    yield make
    sys.modules.pop("plugin_port", None)
