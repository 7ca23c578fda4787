"""The hooks: every question that the core asks its plugins, which is all that a plugin can answer.

A plugin is a module named in the entry-point group ``shuangyong``; it answers any of these with functions
decorated by ``hookimpl`` that return records of the core. The order of plugins never matters: answers are
sorted by name, and two of the same name are refused, both plugins named. The core answers through the same
hooks (:mod:`shuangyong.kinds`).
"""

from collections.abc import Iterable

import pluggy

from .model.criteria import Criteria
from .model.duties import Duty
from .model.kinds import Record
from .model.patterns import Pattern
from .model.plugin_pages import PluginPage
from .offers import Check, Choices, Renderer, SampleLedger, Section, Sector

PROJECT = "shuangyong"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def sectors() -> Iterable[Sector]:
    """Which sectors does this plugin serve?

    Example::

        @hookimpl
        def sectors():
            yield Sector(id="port", label="港口", units="港务局、港口集团", self_name="我港")
    """
    raise NotImplementedError


@hookspec
def record_kinds() -> Iterable[type[Record]]:
    """Which record kinds does it define? A kind that extends another of the plugin stands after it.

    Example::

        @record("军运保障")
        class MilitaryTransport(Support):
            "Loading and unloading for the troops."

            ships: int | None = measure("保障船次", unit="艘次")


        @hookimpl
        def record_kinds():
            yield MilitaryTransport
    """
    raise NotImplementedError


@hookspec
def choices() -> Iterable[Choices]:
    """Which choices does it add to choice fields of kinds that exist already?

    Example::

        @hookimpl
        def choices():
            yield Choices(kind="core.support", field="form", choices=("港航拥军",))
    """
    raise NotImplementedError


@hookspec
def report_sections() -> Iterable[Section]:
    """Which sections does it add to its sector's reports, or (the core) to every sector's?

    Example::

        @hookimpl
        def report_sections():
            yield Section(id="transport", place="speciality", template="transport.md")
    """
    raise NotImplementedError


@hookspec
def checks() -> Iterable[Check]:
    """Which rules does it add, over rows or whole ledgers?

    Example::

        @hookimpl
        def checks():
            yield RowCheck(
                code="port.ships-without-matters",
                kind="port.military_transport",
                needs=("ships", "matters"),
                holds=lambda row: row.matters >= 1 or row.ships == 0,
                message="有保障船次，办实事件数却是 {matters}。",
                fix="请填办实事件数，至少 1 件。",
            )
    """
    raise NotImplementedError


@hookspec
def sample_ledgers() -> Iterable[SampleLedger]:
    """Which invented ledger shows its sector at work?

    Example::

        @hookimpl
        def sample_ledgers():
            yield SampleLedger(
                sector="port",
                unit=lambda year: Unit(name="某某港务局", sector="港口", year=year),
                records=lambda year: [MilitaryTransport(date=PartialDate(year, 8, 1), ships=2)],
            )
    """
    raise NotImplementedError


@hookspec
def renderers() -> Iterable[Renderer]:
    """Which file formats can it write composed documents in?

    Example::

        @hookimpl
        def renderers():
            yield Renderer(format="txt", label="纯文本", render=lambda document: document.title.encode())
    """
    raise NotImplementedError


@hookspec
def patterns() -> Iterable[Pattern]:
    """How do documents tell its kinds and their figures?

    Example::

        @hookimpl
        def patterns():
            yield Pattern(
                kind="port.military_transport",
                triggers="军运 军事运输 军用物资装卸",
                figures={"ships": "船舶 船只 保障"},
            )
    """
    raise NotImplementedError


@hookspec
def criteria() -> Iterable[Criteria]:
    """Which items does it add to a standard of assessment?

    Example::

        @hookimpl
        def criteria():
            yield Criteria(standard="unit", file="port.toml")
    """
    raise NotImplementedError


@hookspec
def duties() -> Iterable[Duty]:
    """What must units of its sector do again every year, quarter or month, or around which festivals?

    Example::

        @hookimpl
        def duties():
            yield Duty(
                id="transport_drill",
                title="军运保障演练",
                deeds=(Deed("port.military_transport", words=("演练",)),),
                every="half",
                source="某某港军运保障办法",
            )
    """
    raise NotImplementedError


@hookspec
def pages() -> Iterable[PluginPage]:
    """Which pages of its own does it add to the portal, for units or for offices?

    Example::

        def transports(ledger):
            rows = [row.record for row in ledger.rows if isinstance(row.record, MilitaryTransport)]
            yield f"全年保障军运 {len(rows)} 次。"
            yield PageTable(header=("日期", "保障船次"), rows=[(str(row.date), row.ships) for row in rows])


        @hookimpl
        def pages():
            yield PluginPage(id="transports", label="军运保障", show=transports)
    """
    raise NotImplementedError
