"""How an extension fits the kinds that are installed: what of it can be used, and why the rest cannot."""

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ..catalog import Catalog
from ..model.fields import Field
from ..model.kinds import Kind
from ..offers import Choices
from . import Column, Entry, Extension
from .duties import LocalDuty
from .fitting_duties import fitted
from .parsing import Placed


@attrs.frozen
class Fitting:
    """What of an extension can be used, what is wrong, and the places of what is for plugins that are not installed."""

    entries: tuple[Entry, ...]
    duties: tuple[LocalDuty, ...]
    faults: tuple[str, ...]
    idle: tuple[str, ...]


def fit(entries: Iterable[Placed], catalog: Catalog) -> Fitting:
    """Return what fits: each entry with its kind's full name, none against the kinds or another entry."""
    fitter = _Fitter(catalog)
    for placed in entries:
        fitter.take(placed)
    return Fitting(tuple(fitter.entries), tuple(fitter.duties), tuple(fitter.faults), tuple(fitter.idle))


def fitting(extension: Extension, catalog: Catalog) -> Extension:
    """Return an extension without what does not fit."""
    found = fit((Placed("", entry) for entry in (*extension.entries, *extension.duties)), catalog)
    return attrs.evolve(extension, entries=found.entries, duties=found.duties)


class _Fitter:
    """Takes entries one by one, each seeing those before it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.entries: list[Entry] = []
        self.duties: list[LocalDuty] = []
        self.faults: list[str] = []
        self.idle: list[str] = []

    def take(self, placed: Placed) -> None:
        """Keep an entry, or what is wrong with it."""
        entry = placed.entry
        if isinstance(entry, LocalDuty) and not entry.kind:
            self._take_duty(placed.place, entry, None)
            return
        if self._is_idle(entry.kind):
            self.idle.append(f"{placed.place}（{entry.kind}）")
            return
        kind = self._kind(entry.kind)
        if isinstance(kind, str):
            self.faults.append(f"{placed.place}：{kind}")
            return
        if isinstance(entry, LocalDuty):
            self._take_duty(placed.place, entry, kind)
            return
        entry = attrs.evolve(entry, kind=kind.name)
        if isinstance(entry, Choices):
            field = self._choice_field(kind, entry.field)
            faults = [] if field else [_no_choice_field(kind, entry.field, self._fields(kind))]
            entry = attrs.evolve(entry, field=field.id) if field else entry
        else:
            faults = [*self._column_faults(kind, entry)]
        self.faults += (f"{placed.place}：{fault}" for fault in faults)
        if not faults:
            self.entries.append(entry)

    def _take_duty(self, place: str, local: LocalDuty, kind: Kind | None) -> None:
        found = fitted(local, kind, self.catalog)
        if isinstance(found, LocalDuty) and local.id in {duty.id for duty in self.duties}:
            found = [f"任务 id「{local.id}」写了两次，请换一个。"]
        if isinstance(found, LocalDuty):
            self.duties.append(found)
        else:
            self.faults += (f"{place}：{fault}" for fault in found)

    def _is_idle(self, name: str) -> bool:
        plugin, dot, _ = name.partition(".")
        return bool(dot) and plugin not in {one.name for one in self.catalog.plugins if one.broken is None}

    def _kind(self, name: str) -> Kind | str:
        kinds = self.catalog.kinds
        found = [kinds[name]] if name in kinds else [kind for kind in kinds.values() if kind.label == name]
        if len(found) == 1:
            return found[0]
        if found:
            return f"有几张台账都叫「{name}」，请写全名：{'、'.join(kind.name for kind in found)}。"
        return f"没有名为「{name}」的台账。{_nearest(name, kinds.values())}"

    def _fields(self, kind: Kind) -> list[Field]:
        """Return the fields of a kind with those that entries before have added to it."""
        lineage = {one.name for one in kind.lineage}
        added = (entry.field for entry in self.entries if isinstance(entry, Column) and entry.kind in lineage)
        return [kind.count, *kind.fields, *added]

    def _choice_field(self, kind: Kind, name: str) -> Field | None:
        fields = (field for field in self._fields(kind) if field.type == "choice")
        return next((field for field in fields if name in (field.id, field.label)), None)

    def _column_faults(self, kind: Kind, column: Column) -> Iterator[str]:
        if kind.register and column.type == "measure" and not column.stock:
            yield f"「{kind.label}」是名册，只记年底的数，请写 stock = true。"
        if column.stock and not kind.register and "date" not in {field.id for field in kind.fields}:
            yield f"「{kind.label}」没有日期列，分不清哪个数最新，不能写 stock = true。"
        seen = set()
        for one in self.catalog.descendants(kind):
            for field in self._fields(one):
                if field.id == column.id and ("id", field.id) not in seen:
                    yield f"id「{column.id}」与「{one.label}」的列「{field.label}」相同，请换一个。"
                same = _names(field) & {*map(_plain, (column.label, *column.aliases))}
                if same and ("label", field.id) not in seen:
                    yield f"「{one.label}」已经有「{field.label}」这一列，请换一个名称，或从扩展里删去。"
                seen |= {("id", field.id), ("label", field.id)}


def _nearest(name: str, kinds: Iterable[Kind]) -> str:
    """Return the kinds of the plugin that a full name is of, or those whose labels are like it."""
    plugin, dot, _ = name.partition(".")
    labels = {kind.label: kind for kind in kinds if not dot or kind.namespace == plugin}
    near = labels if dot else difflib.get_close_matches(name, labels, n=3, cutoff=0.3)
    listed = "、".join(f"{label}（{labels[label].name}）" for label in near)
    return (
        f"可以写的有：{listed}。" if dot else f"{f'是不是 {listed}？' if near else ''}全部名称见 shuangyong plugins。"
    )


def _names(field: Field) -> set[str]:
    return {_plain(name) for name in (field.label, *field.aliases)}


def _plain(label: str) -> str:
    return unicodedata.normalize("NFKC", label).casefold()


def _no_choice_field(kind: Kind, name: str, fields: Sequence[Field]) -> str:
    known = "、".join(f"{field.label}（{field.id}）" for field in fields if field.type == "choice")
    return f"「{kind.label}」没有选项列「{name}」，{f'可以写的有：{known}' if known else '它没有选项列'}。"
