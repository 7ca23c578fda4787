"""How an office's duty fits what is installed: its kind, its choices, its measure, the sectors that it binds."""

import re
from collections.abc import Iterator
from typing import TypeVar

import attrs

from ..catalog import Catalog
from ..model.duty_faults import duty_faults
from ..model.fields import Field
from ..model.kinds import Kind
from .duties import LocalDuty

_ID = re.compile("[a-z][a-z0-9_]*")
T = TypeVar("T")


def fitted(local: LocalDuty, kind: Kind | None, catalog: Catalog) -> LocalDuty | list[str]:
    """Return a duty with full names in place of labels, or what is wrong with it.

    Args:
        local: As its file has it.
        kind: The kind that it names; None where it names none.
        catalog: What is installed.
    """
    faults = [*_said(local, kind, catalog)]
    sectors = {name: sector.id for sector in catalog.sectors for name in sector.names}
    known = "、".join(f"{sector.label}（{sector.id}）" for sector in catalog.sectors)
    strange = [f"没有「{name}」这个行业，可以写的有：{known}。" for name in local.sectors if name not in sectors]
    fields = {name: field for field in (kind.fields if kind else ()) for name in (field.label, field.id)}
    local = attrs.evolve(
        local,
        kind=kind.name if kind else "",
        field=_id(fields, local.field),
        counts=_id(fields, local.counts),
        sectors=tuple(sectors.get(name, name) for name in local.sectors),
    )
    if not faults:  # what is said of the same place twice helps nobody
        faults += duty_faults(local.duty, {kind.name: kind} if kind else {})
    return [*faults, *strange] or local


def _said(local: LocalDuty, kind: Kind | None, catalog: Catalog) -> Iterator[str]:
    if not _ID.fullmatch(local.id):
        yield f"id「{local.id}」应为小写英文字母开头的标识，如 campaign_month。"
    if local.replaces and local.replaces not in _known(catalog):
        yield f"要代替的「{local.replaces}」不存在，有：{'、'.join(_known(catalog))}。"
    if local.times == 0:
        if not local.replaces:
            yield "times 写 0 表示取消一项任务，请用 replaces 写明是哪一项，如 core.news。"
        return
    if not local.title:
        yield "没有写 title：要办的事怎么称呼。"
    if kind is None:
        yield "没有写 kind：填了哪张台账算办了，如 走访慰问。"
    if bool(local.first) != bool(local.last):
        yield 'first 和 last 要一起写，如 first = "07-01"、last = "07-31"。'
    elif [bool(local.every), bool(local.first), bool(local.festivals)].count(True) != 1:
        yield "什么时候办：every（多久一次）、first 和 last（从哪天到哪天）、festivals（围绕哪些节日）写一样。"
    if bool(local.field) != bool(local.choices):
        yield "field（哪一列）和 choices（填的是什么）要一起写。"


def _known(catalog: Catalog) -> list[str]:
    return [f"{plugin.name}.{duty.id}" for plugin in catalog.plugins for duty in plugin.offers.duties]


def _id(fields: dict[str, Field], name: str) -> str:
    return fields[name].id if name in fields else name
