"""Putting offers together: kinds with their parents and choices, names without clashes, faults by plugin."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from .contradictions import contradictions
from .model.criteria import Criteria
from .model.duties import Duty
from .model.fields import Field
from .model.kinds import CORE, Kind, Record, kind_id, make_kind
from .model.patterns import Pattern
from .model.plugin_pages import PluginPage
from .offers import Check, Choices, Renderer, SampleLedger, Section, Sector


@attrs.frozen(kw_only=True)
class Offers:
    """Everything that one plugin offers, hook by hook; ``module`` is where its templates lie."""

    module: str = ""
    sectors: tuple[Sector, ...] = ()
    record_kinds: tuple[type[Record], ...] = ()
    choices: tuple[Choices, ...] = ()
    report_sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()
    sample_ledgers: tuple[SampleLedger, ...] = ()
    renderers: tuple[Renderer, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    criteria: tuple[Criteria, ...] = ()
    duties: tuple[Duty, ...] = ()
    pages: tuple[PluginPage, ...] = ()


@attrs.frozen
class Assembly:
    """The kinds by full name, and the faults by plugin; with a fault, the plugin is to be left out."""

    kinds: Mapping[str, Kind]
    faults: Mapping[str, Sequence[str]]


def assemble(offers: Mapping[str, Offers]) -> Assembly:
    """Return the kinds of all plugins together, or what is wrong with which plugin.

    What one plugin's fault brings upon another is not told: faults are looked for in three steps, and a plugin
    that fails at one is left out before the next.
    """
    kinds, faults = _kinds(offers)
    found = faults or [*contradictions(offers, kinds)] or [*_clashes(offers)]
    by_plugin: dict[str, list[str]] = {}
    for name, fault in found:
        by_plugin.setdefault(name, []).append(fault)
    return Assembly(kinds, by_plugin)


def _kinds(offers: Mapping[str, Offers]) -> tuple[dict[str, Kind], list[tuple[str, str]]]:
    """Make kinds parents first, whichever plugin they are of; return what is wrong as well, by plugin."""
    given = [(name, cls) for name in sorted(offers, key=_core_first) for cls in offers[name].record_kinds]
    more = [choices for name in sorted(offers) for choices in offers[name].choices]
    faults = [*_orphans(given)]
    made: dict[type[Record], Kind] = {}
    waiting = given
    while ready := [(name, cls) for name, cls in waiting if _parent(cls) is Record or _parent(cls) in made]:
        waiting = [one for one in waiting if one not in ready]
        for name, cls in ready:
            try:
                made[cls] = with_choices(_kind(cls, name, made), more)
            except ValueError as cause:
                faults.append((name, str(cause)))
    return {made[cls].name: made[cls] for _, cls in given if cls in made}, faults


def _orphans(given: Sequence[tuple[str, type[Record]]]) -> Iterator[tuple[str, str]]:
    known = {Record, *(cls for _, cls in given)}
    for name, cls in given:
        if (parent := _parent(cls)) not in known:
            fault = (
                f"{cls.__name__} 的上级类 {parent.__name__}（{parent.__module__}）不在任何完好的插件里："
                "若是本插件的，请在 record_kinds 中一并给出；若是别的插件的，请先装好那个插件。"
            )
            yield name, fault


def _parent(cls: type[Record]) -> type:
    return cls.__mro__[1]


def _kind(cls: type[Record], namespace: str, made: Mapping[type[Record], Kind]) -> Kind:
    same = (kind for kind in made.values() if kind.cls is cls or kind.name == f"{namespace}.{kind_id(cls)}")
    if kind := next(same, None):
        raise ValueError(f"{cls.__name__} 与 {kind.name}（{kind.cls.__name__}）重复，请只给出一次，或改类名。")
    try:
        return make_kind(cls, namespace, made.get(_parent(cls)))
    except ValueError:
        raise
    except Exception as cause:  # a name that annotations cannot resolve, an unknown pillar …
        raise ValueError(f"{cls.__name__}：{type(cause).__name__}: {cause}") from cause


def _core_first(name: str) -> tuple[bool, str]:
    return name != CORE, name


def with_choices(kind: Kind, more: Sequence[Choices]) -> Kind:
    """Return the kind with those of the choices that are for its fields, after those that are there."""

    def extended(field: Field) -> Field:
        added = (
            choice
            for choices in more
            if (choices.kind, choices.field) == (kind.name, field.id)
            for choice in choices.choices
        )
        return attrs.evolve(field, choices=tuple(dict.fromkeys((*field.choices, *added))))

    return attrs.evolve(kind, fields=tuple(extended(field) for field in kind.fields))


def _clashes(offers: Mapping[str, Offers]) -> Iterator[tuple[str, str]]:
    claims: dict[tuple[str, str], list[str]] = {}
    for name, offer in offers.items():
        for sector in offer.sectors:
            for word in set(sector.names):
                claims.setdefault(("行业名称", word), []).append(name)
        for sample in offer.sample_ledgers:
            claims.setdefault(("示例台账", sample.sector), []).append(name)
        for check in offer.checks:
            claims.setdefault(("规则代码", check.code), []).append(name)
        for renderer in offer.renderers:
            claims.setdefault(("文件格式", renderer.format), []).append(name)
    for (what, which), names in claims.items():
        if len(names) > 1:
            owners = "、".join(sorted(set(names)))
            for name in set(names) - {CORE}:
                yield name, f"{what}「{which}」重复，提供者：{owners}。"
