"""Putting offers together: kinds with their parents and choices, names without clashes, faults by plugin."""

from collections.abc import Iterator, Mapping

import attrs

from .model.fields import Field
from .model.kinds import Kind, Record, kind_id, make_kind
from .offers import Check, Choices, Renderer, RowCheck, SampleLedger, Section, Sector

CORE = "core"


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


@attrs.frozen
class Assembly:
    """The kinds by full name, and the faults by plugin; with a fault, the plugin is to be left out."""

    kinds: Mapping[str, Kind]
    faults: Mapping[str, tuple[str, ...]]


def assemble(offers: Mapping[str, Offers]) -> Assembly:
    """Return the kinds of all plugins together, or what is wrong with which plugin."""
    kinds, faults = _kinds(offers)
    for name, offer in offers.items():
        if name not in faults and (own := [*_own_faults(name, offer, kinds)]):
            faults[name] = own
    for name, fault in _clashes(offers):
        faults.setdefault(name, []).append(fault)
    return Assembly(kinds, {name: tuple(found) for name, found in faults.items()})


def _kinds(offers: Mapping[str, Offers]) -> tuple[dict[str, Kind], dict[str, list[str]]]:
    """Make kinds parents first, whichever plugin they are of."""
    waiting = [(name, cls) for name in sorted(offers, key=_core_first) for cls in offers[name].record_kinds]
    more = [choices for name in sorted(offers) for choices in offers[name].choices]
    made: dict[type[Record], Kind] = {}
    kinds: dict[str, Kind] = {}
    faults: dict[str, list[str]] = {}
    while waiting:
        ready = [(name, cls) for name, cls in waiting if cls.__mro__[1] is Record or cls.__mro__[1] in made]
        if not ready:
            for name, cls in waiting:
                fault = f"{cls.__name__} 的上级类 {cls.__mro__[1].__name__} 没有在 record_kinds 中给出。"
                faults.setdefault(name, []).append(fault)
            break
        for name, cls in ready:
            waiting.remove((name, cls))
            full = f"{name}.{kind_id(cls)}"
            if full in kinds:
                faults.setdefault(name, []).append(f"种类 {full} 给出了两次（{cls.__name__}），请改类名。")
                continue
            try:
                kind = make_kind(cls, name, made.get(cls.__mro__[1]))
            except (ValueError, TypeError, NameError) as cause:
                faults.setdefault(name, []).append(str(cause))
                continue
            made[cls] = kinds[full] = _with_choices(kind, more)
    ordered = {
        f"{name}.{kind_id(cls)}": made[cls]
        for name in sorted(offers, key=_core_first)
        for cls in offers[name].record_kinds
        if cls in made
    }
    return ordered, faults


def _core_first(name: str) -> tuple[bool, str]:
    return name != CORE, name


def _with_choices(kind: Kind, more: list[Choices]) -> Kind:
    def extended(field: Field) -> Field:
        added = [
            choice
            for choices in more
            if (choices.kind, choices.field) == (kind.name, field.id)
            for choice in choices.choices
            if choice not in field.choices
        ]
        return attrs.evolve(field, choices=(*field.choices, *added)) if added else field

    return attrs.evolve(kind, fields=tuple(extended(field) for field in kind.fields))


def _own_faults(name: str, offer: Offers, kinds: Mapping[str, Kind]) -> Iterator[str]:
    for sector in offer.sectors:
        if sector.id != name:
            yield f"行业 {sector.id} 应与插件名「{name}」相同：种类的全名由它而来。"
    for choices in offer.choices:
        yield from _choices_faults(choices, kinds)
    for check in offer.checks:
        if isinstance(check, RowCheck):
            yield from _check_faults(check, kinds)
    ids = [section.id for section in offer.report_sections]
    for again in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"报告段落 {again} 给出了两次。"
    labels = {kind.label: kind for kind in kinds.values() if kind.namespace == CORE}
    for kind in kinds.values():
        if kind.namespace == name != CORE and kind.label in labels:
            yield f"种类 {kind.name} 的名称「{kind.label}」与 {labels[kind.label].name} 相同，工作表会重名，请改名。"


def _choices_faults(choices: Choices, kinds: Mapping[str, Kind]) -> Iterator[str]:
    kind = kinds.get(choices.kind)
    if kind is None:
        yield f"选项加到了不存在的种类「{choices.kind}」。"
    elif choices.field not in {field.id for field in kind.fields if field.type == "choice"}:
        known = "、".join(field.id for field in kind.fields if field.type == "choice") or "（无）"
        yield f"{choices.kind} 没有选项字段「{choices.field}」，有：{known}。"


def _check_faults(check: RowCheck, kinds: Mapping[str, Kind]) -> Iterator[str]:
    kind = kinds.get(check.kind)
    if kind is None:
        yield f"规则 {check.code} 用于不存在的种类「{check.kind}」。"
        return
    known = {field.id for field in kind.fields}
    for field in (*check.needs, check.at):
        if field not in known:
            yield f"规则 {check.code} 用到 {check.kind} 没有的字段「{field}」，有：{'、'.join(sorted(known))}。"
            return


def _clashes(offers: Mapping[str, Offers]) -> Iterator[tuple[str, str]]:
    claims: dict[tuple[str, str], list[str]] = {}
    for name, offer in offers.items():
        for sector in offer.sectors:
            claims.setdefault(("行业名称", sector.label), []).append(name)
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
