"""What each sector adds with kinds of its own, told from their labels, so that no sector need be known beforehand."""

import re
from collections.abc import Iterator

from ...model.fields import Field
from ...model.kinds import Kind
from ...model.pillars import PillarId
from ...report.filters import measured, percent
from .telling import Told, Voice

_COUNTING = re.compile(r"数$|(?<=场)次$")
_SHORTEST = 2  # characters; 结对 of 结对数（对） stays whole
_TOGETHER = "共"


def specialities(voice: Voice, pillar: PillarId) -> list[str]:
    """Return a text for each sector whose own kinds of a pillar have figures; deeds before what is kept up."""
    found = []
    for sector in voice.catalog.sectors:
        kinds = [kind for kind in voice.catalog.kinds.values() if kind.namespace == sector.id]
        here = [kind for kind in kinds if kind.pillar is not None and kind.pillar.id == pillar]
        deeds = [text for kind in here if not _standing(kind) and (text := _told(voice, kind))]
        kept = [text for kind in here if _standing(kind) and (text := _told(voice, kind))]
        if deeds or kept:
            found.append(f"{sector.label}{'开展' if deeds else ''}{'；'.join((*deeds, *kept))}")
    return found


def _standing(kind: Kind) -> bool:
    """Tell whether a kind is of what is kept up, such as windows for soldiers: all that it adds are stocks."""
    own = [field for field in kind.measures if field.id in kind.own]
    return not kind.is_activity or (bool(own) and all(field.measure == "stock" for field in own))


def _told(voice: Voice, kind: Kind) -> str:
    """Return what a kind comes to: 征兵体检6次，体检4221人次，合格2925人次，合格率69.3%."""
    count = voice.number(f"{kind.name}.count")
    often = "" if _standing(kind) or not count else measured(count)
    figures = [(_words(kind, field), told) for field, told in _figures(voice, kind)]
    if not _standing(kind):
        # As many sessions as deeds is nothing new.
        clauses = [f"{word}{_printed(told)}" for word, told in figures if word != _TOGETHER or told != count]
        return "，".join((f"{kind.label}{often}", *clauses)) if often else ""
    clauses = [f"{word}{_printed(told)}" for word, told in figures]
    if len(clauses) == 1 and kind.label.endswith(_bare(kind.measures[1])):
        return f"{kind.label}{clauses[0].removeprefix(_bare(kind.measures[1]))}"
    return f"{kind.label}方面，{'，'.join(clauses)}" if clauses else ""


def _figures(voice: Voice, kind: Kind) -> Iterator[tuple[Field, Told]]:
    """Yield what is not zero: the kind's own measures first, then persons and things, money, ratios.

    A sum that its parts tell already is left out.
    """
    fields = sorted(kind.measures[1:], key=lambda field: (field.id not in kind.own, field.unit == "元"))
    for field in (*fields, *kind.ratios):
        told = voice.number(f"{kind.name}.{field.id}")
        if told and not _is_said(voice, kind, field, told):
            yield field, told


def _is_said(voice: Voice, kind: Kind, field: Field, told: Told) -> bool:
    parts = [part for one in kind.parts.get(field.id, ()) if (part := voice.number(f"{kind.name}.{one.id}"))]
    return bool(parts) and sum(part.figure.amount for part in parts) == told.figure.amount


def _words(kind: Kind, field: Field) -> str:
    if field.measure == "ratio":
        return field.label
    bare = _bare(field)
    return _TOGETHER if bare in ("", kind.label) else bare


def _bare(field: Field) -> str:
    """Return what was counted without the words that say so: 体检人数（人） is 体检, 场次（场） is nothing."""
    label = _COUNTING.sub("", field.label)
    bare = label.removesuffix(field.unit or "")
    return bare if not bare or len(bare) >= _SHORTEST else label


def _printed(told: Told) -> str:
    return str(percent(told) if told.field.measure == "ratio" else measured(told))
