"""Ledgers made by hand, and a sector whose sections a test writes."""

import importlib
import sys
from importlib.metadata import EntryPoint
from textwrap import dedent

import attrs
import pytest
from shuangyong import Ledger, PartialDate, Row, Unit
from shuangyong.catalog import load
from shuangyong.model.ledgers import Declaration
from shuangyong.report.compose import compose
from shuangyong.report.document import Heading, Table, plain

CORE = EntryPoint("core", "shuangyong.kinds", "shuangyong")

PORT = """
from shuangyong import *

@record("军运保障")
class Transport(Support):
    "Loading and unloading for the troops."

    ships: int | None = measure("保障船次", unit="艘次")
    crew: int | None = measure("投入船员", unit="人", at_most="loaded")
    loaded: int | None = measure("装载人数", unit="人")
    share = ratio("船员占比", of="crew", to="loaded")

@record("夜间军运")
class NightTransport(Transport):
    "The same by night."

@record("码头", pillar="benefits", register=True)
class Berth(Record):
    "A berth kept for the troops."

    berths: int | None = measure("码头数", unit="个", stock=True, implied=1)

@record("常设码头", pillar="benefits")
class Quay(Service):
    "Quays open to the troops all year."

    quays: int | None = measure("开放码头数", unit="个", stock=True)

@hookimpl
def sectors():
    yield Sector(id="port", label="港口", units="港务局", self_name="我港")

@hookimpl
def record_kinds():
    return [Transport, NightTransport, Berth, Quay]

@hookimpl
def report_sections():
    return [{sections}]
"""


@attrs.frozen
class Port:
    """A catalog with the sector of ports, and the classes of its kinds."""

    catalog: object
    broken: str | None
    Transport: type
    NightTransport: type
    Berth: type
    Quay: type


@pytest.fixture
def port(tmp_path, monkeypatch):
    """Make the sector of ports with these section templates, by id; a line of ``Section``'s arguments may follow."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "sections").mkdir()

    def make(_offered="", **templates):
        for name, text in templates.items():
            (tmp_path / "sections" / f"{name}.md").write_text(dedent(text), encoding="utf-8")
        sections = _offered or ", ".join(f'Section(id="{name}", place="closing")' for name in templates)
        (tmp_path / "plugin_port.py").write_text(PORT.replace("{sections}", sections), encoding="utf-8")
        importlib.invalidate_caches()
        sys.modules.pop("plugin_port", None)
        catalog = load([CORE, EntryPoint("port", "plugin_port", "shuangyong")])
        module = sys.modules["plugin_port"]
        broken = next(plugin.broken for plugin in catalog.plugins if plugin.name == "port")
        return Port(catalog, broken, module.Transport, module.NightTransport, module.Berth, module.Quay)

    yield make
    sys.modules.pop("plugin_port", None)


@pytest.fixture
def ledger():
    """Make a ledger of these records, each on its kind's sheet from row 4, every cell's text its value's."""

    def make(catalog, records, *, sector="港口", year=2026, file="台账.xlsx", approx=(), nil=(), **unit):
        kinds = {kind.cls: kind for kind in catalog.kinds.values()}
        rows = []
        for record in records:
            kind = kinds[type(record)]
            number = 4 + sum(row.kind is kind for row in rows)
            filled = {f.id: str(v) for f in kind.columns if (v := getattr(record, f.id)) is not None}
            columns = {field.id: chr(ord("A") + place) for place, field in enumerate(kind.columns)}
            rows.append(
                Row(
                    kind=kind,
                    record=record,
                    sheet=kind.label,
                    number=number,
                    columns=columns,
                    originals=filled,
                    approx=frozenset(approx) & set(filled),
                )
            )
        made = Unit(
            **{"name": "某某港务局", "sector": sector, "year": year, "filled": PartialDate(year, 12, 20), **unit}
        )
        return Ledger(
            unit=made,
            rows=tuple(rows),
            file=file,
            sha256="0" * 64,
            declarations={name: Declaration("零报告") for name in nil},
        )

    return make


@pytest.fixture
def tell(port, ledger):
    """Return the lines that a section of this template makes of these records."""

    def lines(template, *records, last=(), **options):
        made = port(told=template)
        assert made.broken is None, made.broken
        records = [record(made) if callable(record) and not isinstance(record, type) else record for record in records]
        before = ledger(made.catalog, last, year=2025, file="去年.xlsx") if last else None
        return prose(compose(ledger(made.catalog, records, **options), made.catalog, "summary", before))

    return lines


def prose(document):
    """Return the lines of a document's body, headings with their numbers."""
    return [
        f"{block.number}{plain(block.content)}" if isinstance(block, Heading) else plain(block.content)
        for block in document.blocks
        if not isinstance(block, Table)
    ]


@pytest.fixture
def lines_of():
    """Return the function that gives a document's lines."""
    return prose
