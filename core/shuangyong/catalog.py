"""The catalog: every plugin found, loaded alone, checked, and what all of them offer, frozen.

A broken plugin costs only itself. What makes one broken is kept in words, for ``shuangyong plugins`` and for
whoever asks for its sector.
"""

import functools
import os
from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Literal

import attrs

from . import assembly
from .assembly import Offers
from .extension import Extension
from .hooks import PROJECT
from .loading import load_plugin
from .model.documents import DocumentKind
from .model.duties import Duty
from .model.kinds import CORE, Kind
from .model.plugin_pages import PluginPage
from .model.problems import ProblemsFound, UnknownNameError, error
from .offers import Check, Renderer, SampleLedger, Section, Sector

#: Names of plugins not to load, with commas between; ``*`` is every one. The core always stays.
SWITCH = "SHUANGYONG_DISABLE_PLUGINS"


@attrs.frozen(kw_only=True)
class Plugin:
    """An installed plugin: where it comes from, what it offers, and why it is broken if it is."""

    name: str
    distribution: str
    version: str
    module: str
    broken: str | None = None
    offers: Offers = attrs.field(factory=Offers)


@attrs.frozen(kw_only=True)
class Catalog:
    """What all sound plugins offer; plugins are sorted by name, the core first.

    Attributes:
        plugins: Every plugin, broken ones included.
        kinds: Every kind by its full name.
        extension: What an office has added to the kinds, if anything.
    """

    plugins: tuple[Plugin, ...]
    kinds: Mapping[str, Kind]
    extension: Extension | None = None

    @functools.cached_property
    def sectors(self) -> tuple[Sector, ...]:
        """Every sector, by id."""
        return tuple(sector for plugin in self.plugins for sector in plugin.offers.sectors)

    def sector(self, name: str) -> Sector:
        """Return the sector of this id, label or alias.

        Raises:
            ProblemsFound: There is none; the known ones are listed, and the broken plugins, whose it may be.
        """
        for sector in self.sectors:
            if name in sector.names:
                return sector
        unknown = UnknownNameError("行业", name, (f"{sector.id}（{sector.label}）" for sector in self.sectors))
        broken = [
            error("broken-plugin", f"插件 {plugin.name} 装坏了：{plugin.broken}", "请按所说的原因处理，或重装该插件。")
            for plugin in sorted(self.plugins, key=lambda plugin: plugin.name != name)
            if plugin.broken
        ]
        raise ProblemsFound([*unknown.problems, *broken])

    def kind(self, name: str) -> Kind:
        """Return the kind of this full name.

        Raises:
            UnknownNameError: There is none.
        """
        if name in self.kinds:
            return self.kinds[name]
        raise UnknownNameError("台账种类", name, self.kinds)

    def kinds_of(self, sector: str) -> tuple[Kind, ...]:
        """Return the kinds that a sector's ledger has sheets for: its own first, then the core's."""
        return (*self._sheets.get(sector, ()), *self._sheets.get(CORE, ()))

    @functools.cached_property
    def _sheets(self) -> Mapping[str, tuple[Kind, ...]]:
        """The kinds that have sheets, by namespace."""
        concrete = [kind for kind in self.kinds.values() if not kind.abstract]
        names = {kind.namespace for kind in concrete}
        return {name: tuple(kind for kind in concrete if kind.namespace == name) for name in names}

    def descendants(self, kind: Kind) -> tuple[Kind, ...]:
        """Return the kind and every kind that extends it."""
        return tuple(other for other in self.kinds.values() if other.is_a(kind))

    def sections(self, sector: str, report: DocumentKind) -> tuple[tuple[Plugin, Section], ...]:
        """Return the sections of a sector's report with their plugins, in order, replaced ones left out."""
        found = [
            (plugin, section)
            for plugin in self.plugins
            if plugin.name in (CORE, sector)
            for section in plugin.offers.report_sections
            if report in section.reports
        ]
        replaced = {section.replaces for _, section in found}
        kept = (pair for pair in found if f"{pair[0].name}.{pair[1].id}" not in replaced)
        return tuple(sorted(kept, key=lambda pair: (pair[1].position, pair[0].name, pair[1].id)))

    def duties(self, sector: str, unit: str = "") -> Mapping[str, Duty]:
        """Return what binds a sector's unit of this name by full names, in order; what another replaces is left out."""
        found = {
            f"{plugin.name}.{duty.id}": duty
            for plugin in self.plugins
            if plugin.name in (CORE, sector)
            for duty in plugin.offers.duties
            if duty.binds(unit)
        }
        for local in self.extension.duties if self.extension else ():
            if (not local.sectors or sector in local.sectors) and local.duty.binds(unit):
                found[f"local.{local.id}"] = local.duty
        replaced = {duty.replaces for duty in found.values()}
        return {name: duty for name, duty in found.items() if name not in replaced and duty.times}

    def pages(self, about: Literal["unit", "office"], sector: str | None = None) -> Mapping[str, PluginPage]:
        """Return the plugins' own pages by full name, in order.

        Args:
            about: Those about a unit's ledger, or about the office's figures.
            sector: The unit's; pages of other sectors' plugins are left out. None is every sector.
        """
        sectors = {one.id for one in self.sectors}
        return {
            f"{plugin.name}.{page.id}": page
            for plugin in self.plugins
            if sector is None or plugin.name == sector or plugin.name not in sectors
            for page in plugin.offers.pages
            if page.about == about
        }

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every rule."""
        return tuple(check for plugin in self.plugins for check in plugin.offers.checks)

    @property
    def samples(self) -> Mapping[str, SampleLedger]:
        """The sample ledgers by their sectors' ids."""
        return {sample.sector: sample for plugin in self.plugins for sample in plugin.offers.sample_ledgers}

    def sample(self, sector: str) -> SampleLedger:
        """Return a sector's sample ledger.

        Raises:
            UnknownNameError: It has none.
        """
        if sector in self.samples:
            return self.samples[sector]
        raise UnknownNameError("示例台账", sector, self.samples)

    def renderer(self, format: str) -> Renderer:  # noqa: A002  the word the command line uses
        """Return the writer of a format.

        Raises:
            UnknownNameError: No plugin writes it.
        """
        writers = {writer.format: writer for plugin in self.plugins for writer in plugin.offers.renderers}
        if format in writers:
            return writers[format]
        raise UnknownNameError("文件格式", format, writers)


def discover() -> tuple[EntryPoint, ...]:
    """Return the installed plugins' entry points, those switched off left out before any import."""
    off = {name.strip() for name in os.environ.get(SWITCH, "").split(",")}
    return tuple(entry for entry in entry_points(group=PROJECT) if entry.name == CORE or not off & {entry.name, "*"})


def load(entries: Iterable[EntryPoint], *, sections: bool = True) -> Catalog:
    """Load each plugin alone and return what the sound ones offer together.

    Args:
        entries: The plugins.
        sections: Whether the report sections are loaded and looked at; without, the catalog has none of them.
    """
    plugins = {plugin.name: plugin for plugin in _load_each(entries)}
    while True:
        sound = {name: plugin.offers for name, plugin in plugins.items() if plugin.broken is None}
        assembled = assembly.assemble(sound)
        found = assembled.faults or (_template_faults(sound, assembled.kinds) if sections else {})
        if not found:
            break
        for name, faults in found.items():
            plugins[name] = attrs.evolve(plugins[name], broken="；".join(faults), offers=Offers())
    if not sections:
        plugins = {name: _without_sections(plugin) for name, plugin in plugins.items()}
    ordered = sorted(plugins.values(), key=lambda plugin: (plugin.name != CORE, plugin.name))
    return Catalog(plugins=tuple(ordered), kinds=assembled.kinds)


@functools.cache
def installed() -> Catalog:
    """Return the catalog of what is installed, loaded once a process."""
    return load(discover())


@functools.cache
def installed_for_figures() -> Catalog:
    """Return the catalog of what is installed without report sections, loaded once a process.

    For whoever composes no report: the templates of all sectors take longer to look at than all else to load.
    """
    return load(discover(), sections=False)


def _without_sections(plugin: Plugin) -> Plugin:
    return attrs.evolve(plugin, offers=attrs.evolve(plugin.offers, report_sections=()))


def _template_faults(sound: Mapping[str, Offers], kinds: Mapping[str, Kind]) -> dict[str, tuple[str, ...]]:
    """Return what is wrong with the section templates, by plugin."""
    from .report.faults import template_faults  # Jinja is not needed for --help

    found = {
        name: tuple(template_faults(name, offers.module, offers.report_sections, kinds))
        for name, offers in sound.items()
        if offers.report_sections
    }
    return {name: faults for name, faults in found.items() if faults}


def _load_each(entries: Iterable[EntryPoint]) -> Iterable[Plugin]:
    by_name: dict[str, list[EntryPoint]] = {}
    for entry in entries:
        by_name.setdefault(entry.name, []).append(entry)
    for name, same in sorted(by_name.items()):
        entry = min(same, key=_giver)
        plugin = Plugin(
            name=name,
            distribution=entry.dist.name if entry.dist else "",
            version=entry.dist.version if entry.dist else "",
            module=entry.value,
        )
        if len(same) > 1:
            givers = "、".join(sorted(_giver(one) for one in same))
            yield attrs.evolve(plugin, broken=f"几个安装包（{givers}）用了同一个插件名「{name}」，请卸载其余的。")
            continue
        offers, fault = load_plugin(entry)
        yield attrs.evolve(plugin, offers=offers, broken=fault)


def _giver(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.value
