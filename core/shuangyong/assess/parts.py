"""Scoring points out of their entries: the rule word, the kind, the conditions and the measure must go together."""

import difflib
import typing
from decimal import Decimal

from ..catalog import Catalog
from ..model.fields import Field
from ..model.kinds import CORE, Kind
from ..model.problems import Problem
from .conditions import ConditionFault, field_of, parse_conditions, parse_things
from .drafts import Entry
from .scores import short
from .spelling import POINT
from .standards import STEP, Condition, How, Measure, Point, Subject
from .values import Values

HOWS: tuple[How, ...] = typing.get_args(How)

#: What each rule word needs beside 台账, and what means nothing with it.
_NEEDS = {"每": ("gain",), "各": ("each",), "比例": ("measure", "least")}
_IDLE = {
    "有": ("measure", "least", "gain", "each"),
    "至少": ("gain", "each"),
    "每": ("each",),
    "各": ("measure", "least", "gain"),
    "比例": ("gain", "each"),
    "申报": ("kind", "where", "measure", "least", "gain", "each", "proof"),
}


def read_point(
    entry: Entry, sector: str, *, worthless: bool | None, catalog: Catalog, problems: list[Problem]
) -> Point | None:
    """Return a scoring point, or None with its problems added.

    Args:
        entry: What the file says.
        sector: Whose ledgers it looks at; empty or OTHERS for all.
        worthless: Whether the item's points are not split: all or none, or a veto; None where that cannot be told.
        catalog: The kinds.
        problems: Where to add what is wrong.
    """
    before = len(problems)
    values = Values(entry, POINT, problems)
    silent: How = "有" if values.text("kind") else "申报"
    strangers = len(problems)
    how = values.word("how", HOWS, silent)
    known = len(problems) == strangers
    points = values.points("points")
    if worthless and points:
        values.wrong("这一条不拆分值（全有或全无，或一票否决），得分点却写了得分。", "请把得分空着。", "points")
    if worthless is False and (points == 0 or not values.text("points")):
        values.wrong("得分点没有写得分。", "请写这一点值几分，如 0.5。", "points")
    if not known:
        _whatever_how(values, sector, catalog)
        return None
    _asked(values, how)
    title = values.text("title")
    if how == "申报":
        return Point(how=how, points=points, title=title) if len(problems) == before else None
    kind = _kind(values, sector, catalog)
    if kind is None:
        return None
    where = _where(values, kind)
    measure = _measure(values, kind, how)
    things = _things(values, kind) if how == "各" else None
    least, gain = values.number("least", "%"), values.points("gain")
    proof = values.flag("proof")
    _fit(values, kind, how, points, least, gain, things, proof=proof)
    if how != "比例" and measure is not None and measure.whole and least is not None and least % 1:
        values.wrong(f"「数量」是 {least}，“{measure.label}”只有整数。", "请写整数。", "least")
    if len(problems) > before:
        return None
    return Point(
        how=how,
        points=points,
        subject=Subject(
            kind=kind.name,
            label=kind.label,
            kinds=frozenset(one.name for one in catalog.descendants(kind)),
            activity=kind.is_activity,
        ),
        where=where,
        measure=measure,
        least=least if least is not None else Decimal(1),
        gain=gain or Decimal(0),
        things=things,
        proof=proof,
        title=title,
    )


def _asked(values: Values, how: How) -> None:
    """Judge whether there is what a rule word needs, and nothing that it has no use for."""
    for key in _NEEDS.get(how, ()):
        if not values.text(key):
            values.wrong(f"计分方式是“{how}”，要写「{POINT[key]}」。", "", key)
    for key in _IDLE[how]:
        if values.text(key):
            values.wrong(f"计分方式是“{how}”，用不上「{POINT[key]}」。", "请把它空着。", key)


def _whatever_how(values: Values, sector: str, catalog: Catalog) -> None:
    """Judge what is wrong whatever the rule word should be, where nobody knows which is meant."""
    values.number("least", "%")
    values.points("gain")
    values.flag("proof")
    kind = _kind(values, sector, catalog) if values.text("kind") else None
    if kind is None:
        return
    _where(values, kind)
    if values.text("measure"):
        _fields(values, kind)
    if values.text("each"):
        _things(values, kind)


def _kind(values: Values, sector: str, catalog: Catalog) -> Kind | None:
    name = values.needed("kind")
    if not name:
        return None
    if name in catalog.kinds and catalog.kinds[name].namespace in (CORE, sector):
        return catalog.kinds[name]
    seen = [kind for kind in catalog.kinds.values() if kind.namespace in (sector, CORE)]
    for kind in sorted(seen, key=lambda kind: kind.namespace == CORE):
        if name in (kind.label, kind.id):
            return kind
    others = [kind for kind in catalog.kinds.values() if name in (kind.name, kind.label, kind.id)]
    if others:
        owners = "、".join(catalog.sector(kind.namespace).label for kind in others)
        values.wrong(f"「{name}」是 {owners} 的台账，别的行业没有。", f"请在这一条的“行业”写 {owners}。", "kind")
        return None
    labels = [kind.label for kind in seen]
    near = difflib.get_close_matches(name, [*labels, *(kind.name for kind in seen)], n=1, cutoff=0.4)
    hint = f"是不是「{near[0]}」？" if near else ""
    values.wrong(f"没有名为「{name}」的台账。", f"{hint}可用的有：{'、'.join(labels)}。", "kind")
    return None


def _where(values: Values, kind: Kind) -> tuple[Condition, ...]:
    try:
        return parse_conditions(values.text("where"), kind)
    except ConditionFault as fault:
        values.wrong(fault.message, fault.fix, "where")
        return ()


def _things(values: Values, kind: Kind) -> Condition | None:
    try:
        return parse_things(values.text("each"), kind)
    except ConditionFault as fault:
        values.wrong(fault.message, fault.fix, "each")
        return None


def _measure(values: Values, kind: Kind, how: How) -> Measure | None:
    text = values.text("measure")
    if not text:
        return _amount(values, kind.count) if how in ("至少", "每") else None
    fields = _fields(values, kind)
    if not fields:
        return None
    return _share(values, fields, kind) if how == "比例" else _amount(values, fields[0])


def _fields(values: Values, kind: Kind) -> list[Field]:
    """Return the fields that a measure names, two where it is a share of them; none where one is not there."""
    above, _, below = values.text("measure").partition("/")
    try:
        return [field_of(kind, name.strip()) for name in (above, below) if name.strip()]
    except ConditionFault as fault:
        labels = [field.label for field in (*kind.measures, *kind.ratios)]
        near = fault.fix.partition("？")[0] + "？" if "？" in fault.fix else ""
        values.wrong(fault.message, f"{near}指标有：{'、'.join(labels)}。", "measure")
        return []


def _amount(values: Values, field: Field) -> Measure | None:
    if field.measure not in ("flow", "stock"):
        values.wrong(f"「{field.label}」不是能相加的数。", "请换一个指标；比率请用计分方式“比例”。", "measure")
        return None
    return Measure(id=field.id, label=field.label, unit=field.unit or "", whole=field.type == "integer")


def _share(values: Values, fields: list[Field], kind: Kind) -> Measure | None:
    field = fields[0]
    if len(fields) == 2:
        if fields[0] != fields[1] and all(one.measure in ("flow", "stock") for one in fields):
            label = f"{fields[0].label}占{fields[1].label}"
            labels = (fields[0].label, fields[1].label)
            return Measure(id=fields[0].id, label=label, unit="%", parts=(fields[0].id, fields[1].id), labels=labels)
    elif field.measure == "ratio" and field.numerator and field.denominator:
        parts = (field.numerator, field.denominator)
        labels = (kind.field(parts[0]).label, kind.field(parts[1]).label)
        return Measure(id=field.id, label=field.label, unit="%", parts=parts, labels=labels)
    elif not field.measure:
        return Measure(id=field.id, label=field.label, unit="%", share=True)
    fix = "请写比率（知晓率）、两个指标（完成项数/计划项数），或一个文字列（佐证材料：看有多少行填了）。"
    values.wrong(f"「{values.text('measure')}」算不出比例。", fix, "measure")
    return None


def _fit(
    values: Values,
    kind: Kind,
    how: How,
    points: Decimal | None,
    least: Decimal | None,
    gain: Decimal | None,
    things: Condition | None,
    *,
    proof: bool,
) -> None:
    """Judge what is right alone and wrong together."""
    if proof and "evidence" not in {field.id for field in kind.columns}:
        values.wrong(f"「{kind.label}」没有“佐证材料”这一列，不能要求佐证。", "请把“需佐证”空着。", "proof")
    if gain == 0:
        values.wrong("「每份得分」是 0，做多少都不得分。", "请写每份得几分，如 0.5。", "gain")
    if least == 0:
        values.wrong("「数量」是 0，谁都做得到。", "请写 1 或更多。", "least")
    if how == "比例" and least is not None and least > 100:
        values.wrong(f"「数量」是 {least}，比例的满分线不会超过 100。", "请写百分数，如 90。", "least")
    if how == "比例" and least is not None and 0 < least < 1:
        fix = f"要百分之{short(least * 100)}的，请写 {short(least * 100)}。"
        values.wrong(f"「数量」是 {least}，就是百分之{least}，几乎谁都做得到。", fix, "least")
    if points and gain and gain > points:
        values.wrong("「每份得分」比「得分」还多。", "“得分”是最多得几分，请核对。", "gain")
    if things and (twice := [one for one in things.values if things.values.count(one) > 1]):
        values.wrong(f"逐项里「{twice[0]}」写了两次。", "请删去一个。", "each")
    if points and things and points % (len(things.values) * STEP):
        count = len(things.values)
        values.wrong(
            f"{points} 分不能平分给 {count} 项（每项须是 0.25 的整数倍）。", f"请写 {count * STEP} 的整数倍。", "points"
        )
