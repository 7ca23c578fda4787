"""The catalog as plain data: what ``shuangyong plugins --format json`` answers."""

from typing import Any

from .catalog import Catalog, Plugin
from .model.fields import Field
from .model.kinds import Kind


def listed(catalog: Catalog) -> dict[str, Any]:
    """Return every plugin with its sectors, kinds and fields, inherited ones included, and the office's extension."""
    return {
        "plugins": [_plugin(plugin, catalog) for plugin in catalog.plugins],
        "extension": catalog.extension.to_json() if catalog.extension else None,
    }


def _plugin(plugin: Plugin, catalog: Catalog) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "broken": plugin.broken,
        "sectors": [
            {"id": sector.id, "label": sector.label, "units": sector.units} for sector in plugin.offers.sectors
        ],
        "kinds": [_kind(kind) for kind in catalog.kinds.values() if kind.namespace == plugin.name],
        "sections": [section.id for section in plugin.offers.report_sections],
        "checks": [check.code for check in plugin.offers.checks],
        "duties": [{"duty": f"{plugin.name}.{duty.id}", "title": duty.title} for duty in plugin.offers.duties],
        "pages": [{"page": f"{plugin.name}.{page.id}", "label": page.label} for page in plugin.offers.pages],
        "renderers": [renderer.format for renderer in plugin.offers.renderers],
        "sample": bool(plugin.offers.sample_ledgers),
    }


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.name,
        "label": kind.label,
        "pillar": kind.pillar.id if kind.pillar else None,
        "extends": kind.parent.name if kind.parent else None,
        "abstract": kind.abstract,
        "register": kind.register,
        "fields": [_field(field) for field in kind.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "id": field.id,
        "label": field.label,
        "type": field.type,
        "unit": field.unit,
        "measure": field.measure,
        "counts_as": field.counts_as,
        "sensitive": field.guarded,
        "designation": field.designation,
        "choices": list(field.choices),
        "numerator": field.numerator,
        "denominator": field.denominator,
        "hint": field.hint,
    }
