"""Record kinds: one attrs class each, and what is derived from it."""

import functools
import inspect
import operator
import re
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

import attrs

from .fields import METADATA, SCALED_UNITS, TYPES, Field, Ratio
from .pillars import PILLARS, Pillar, PillarId

R = TypeVar("R", bound="Record")

_DEFINITION = "__record__"

#: The namespace of the core's own kinds.
CORE = "core"


class Record:
    """What every record kind extends: one row of a ledger, its values typed, blanks None."""

    __slots__ = ()

    if TYPE_CHECKING:  # what tells type checkers that ``record`` makes attrs classes
        __attrs_attrs__: ClassVar[Any]

    # Once for all kinds: what attrs would generate for each takes a third of the time that a catalog takes to load.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(self) is type(other) and bool(_values(self) == _values(other))

    def __hash__(self) -> int:
        return hash((type(self), _values(self)))

    def __repr__(self) -> str:
        filled = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in self.__attrs_attrs__)
        return f"{type(self).__qualname__}({filled})"


def _values(record: Record) -> object:
    cls: Any = type(record)
    return _getter(cls)(record)


@functools.cache
def _getter(cls: Any) -> Callable[[Record], object]:
    """Return what gives the values of a class's records."""
    names = [field.name for field in attrs.fields(cls)]
    return operator.attrgetter(*names) if names else lambda _: ()


@attrs.frozen(kw_only=True)
class Definition:
    """What the decorator was told about a class."""

    label: str
    pillar: PillarId | None
    abstract: bool
    register: bool
    tail: str | None
    aliases: tuple[str, ...]
    since: str | None
    ratios: tuple[Field, ...]


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(
    label: str,
    *,
    pillar: PillarId | None = None,
    abstract: bool = False,
    register: bool = False,
    tail: str | None = None,
    aliases: Sequence[str] = (),
    since: str | None = None,
) -> Callable[[type[R]], type[R]]:
    """Make a record kind of a class.

    Args:
        label: Its Chinese name, which is also its sheet's.
        pillar: Where it belongs; by default where its parent does.
        abstract: It has no sheet of its own, only kinds that extend it.
        register: Each row is one thing that exists at the end of the year; its measures are stocks.
        tail: The field from which on this class's fields stand after those of the kinds that extend it.
        aliases: Labels that older versions of its plugin gave its sheet.
        since: The version of its plugin that brought it, if not the first.
    """

    def make(cls: type[R]) -> type[R]:
        # Taken before attrs makes its class, which drops a ratio that bears the name of an inherited field.
        ratios = tuple(value.field for value in vars(cls).values() if isinstance(value, Ratio))
        made = attrs.frozen(kw_only=True, slots=True, eq=False, repr=False)(cls)
        definition = Definition(
            label=label,
            pillar=pillar,
            abstract=abstract,
            register=register,
            tail=tail,
            aliases=tuple(aliases),
            since=since,
            ratios=ratios,
        )
        setattr(made, _DEFINITION, definition)
        return made

    return make


@attrs.frozen(kw_only=True, eq=False)
class Kind:
    """A record kind as the catalog knows it.

    Attributes:
        namespace: ``core`` or the sector's id.
        id: The class's name in snake case.
        cls: The attrs class that declares it.
        label: Its Chinese name.
        doc: Its docstring.
        pillar: Where it belongs; None for the abstract root of activities.
        parent: The kind it extends, or None.
        abstract: It has no sheet of its own.
        register: Its rows exist at the end of the year.
        fields: All fields in the order of the sheet, inherited ones and ratios included.
        own: The identifiers of the fields that it declares itself.
        aliases: Labels that older versions of its plugin gave its sheet.
        since: The version of its plugin that brought it; None for the first.
        row_class: What the rows of a ledger are made of: ``cls``, or a subclass with an office's own columns.
    """

    namespace: str
    id: str
    cls: type[Record]
    label: str
    doc: str
    pillar: Pillar | None
    parent: "Kind | None"
    abstract: bool
    register: bool
    fields: tuple[Field, ...]
    own: frozenset[str]
    aliases: tuple[str, ...] = ()
    since: str | None = None
    row_class: type[Record] = attrs.field(default=attrs.Factory(lambda self: self.cls, takes_self=True))

    @functools.cached_property
    def name(self) -> str:
        """The full name: ``hospital.recruit_exam``."""
        return f"{self.namespace}.{self.id}"

    @functools.cached_property
    def lineage(self) -> "tuple[Kind, ...]":
        """The kind itself, its parent, and so on up."""
        return (self, *(self.parent.lineage if self.parent else ()))

    @functools.cached_property
    def is_activity(self) -> bool:
        """Whether it extends the core's activity: a dated deed, counted in 次."""
        return self.lineage[-1].name == f"{CORE}.activity"

    @functools.cached_property
    def count(self) -> Field:
        """The built-in flow: how many rows."""
        label, unit = ("次数", "次") if self.is_activity else ("条数", "条")
        return Field(id="count", label=label, unit=unit, type="integer", measure="flow", column=False)

    @functools.cached_property
    def measures(self) -> tuple[Field, ...]:
        """What is added up: ``count``, then flows and stocks in order; ratios apart."""
        return (self.count, *(field for field in self.fields if field.measure in ("flow", "stock")))

    @functools.cached_property
    def ratios(self) -> tuple[Field, ...]:
        """The ratios of its measures."""
        return tuple(field for field in self.fields if field.measure == "ratio")

    @functools.cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields that a ledger has a column for."""
        return tuple(field for field in self.fields if field.column)

    @functools.cached_property
    def choices(self) -> tuple[Field, ...]:
        """The fields whose values are out of lists."""
        return tuple(field for field in self.columns if field.type == "choice")

    @functools.cached_property
    def free_texts(self) -> tuple[Field, ...]:
        """The fields of text that travel on, so that nothing private may stand in them."""
        return tuple(field for field in self.columns if field.type == "text" and not field.sensitive)

    @functools.cached_property
    def parts(self) -> Mapping[str, tuple[Field, ...]]:
        """The measures that count toward another, by that other."""
        wholes = {field.counts_as for field in self.fields if field.counts_as}
        return {whole: tuple(field for field in self.fields if field.counts_as == whole) for whole in wholes}

    @functools.cached_property
    def _by_id(self) -> Mapping[str, Field]:
        return {field.id: field for field in (self.count, *self.fields)}

    def field(self, id: str) -> Field:  # noqa: A002  the identifier is called so throughout
        """Return the field of this identifier; ``count`` included.

        Raises:
            KeyError: It has no such field.
        """
        return self._by_id[id]

    def declarer(self, measure: str) -> "Kind":
        """Return the ancestor (or the kind itself) that declares a measure: rows count up to there."""
        if measure == "count":
            return self.lineage[-1]
        return next(kind for kind in self.lineage if measure in kind.own)

    def is_a(self, other: "Kind") -> bool:
        """Tell whether it is the other kind or extends it."""
        return other in self.lineage

    def __str__(self) -> str:
        return self.name


def kind_id(cls: type) -> str:
    """Return the identifier that a class gives its kind: ``RecruitExam`` gives ``recruit_exam``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def make_kind(cls: type[Record], namespace: str, parent: Kind | None) -> Kind:
    """Return the kind of a class.

    Raises:
        ValueError: The class contradicts the model; the text names every fault and its mend.
    """
    definition = cls.__dict__.get(_DEFINITION)
    if not isinstance(definition, Definition):
        raise ValueError(f'{cls.__name__}：缺少 @record("名称") 装饰。')
    inherited = frozenset(field.id for field in parent.fields) if parent else frozenset()
    fields = _ordered(cls, parent, inherited)
    kind = Kind(
        namespace=namespace,
        id=kind_id(cls),
        cls=cls,
        label=definition.label,
        doc=inspect.cleandoc(cls.__dict__.get("__doc__") or ""),
        pillar=PILLARS[definition.pillar] if definition.pillar else parent.pillar if parent else None,
        parent=parent,
        abstract=definition.abstract,
        register=definition.register or bool(parent and parent.register),
        fields=fields,
        own=frozenset(field.id for field in fields) - inherited,
        aliases=definition.aliases,
        since=definition.since,
    )
    if faults := [*_faults(kind)]:
        raise ValueError("；".join(f"{cls.__name__}：{fault}" for fault in faults))
    return kind


def _own_fields(cls: type[Record], inherited: frozenset[str]) -> list[Field]:
    declared = [
        attrs.evolve(attribute.metadata[METADATA], id=attribute.name)
        for attribute in attrs.fields(cls)
        if METADATA in attribute.metadata and not attribute.inherited
    ]
    declared += vars(cls)[_DEFINITION].ratios
    if again := [field.id for field in declared if field.id in inherited]:
        raise ValueError(f"{cls.__name__}：字段 {'、'.join(again)} 父类已经声明，请删去或改名。")
    return declared


def _ordered(cls: type[Record], parent: Kind | None, inherited: frozenset[str]) -> tuple[Field, ...]:
    own = _own_fields(cls, inherited)
    if parent is None:
        return tuple(own)
    cut = _head(parent)
    return (*parent.fields[:cut], *own, *parent.fields[cut:])


def _head(kind: Kind) -> int:
    """Return how many fields stand before those of extending kinds: the root's, up to its tail."""
    root = kind.lineage[-1]
    tail = tail_of(root.cls)
    return [field.id for field in root.fields].index(tail) if tail else len(kind.fields)


def tail_of(cls: type[Record]) -> str | None:
    """Return the field from which on a class's fields stand after those of the kinds that extend it."""
    definition: Definition = vars(cls)[_DEFINITION]
    return definition.tail


def _faults(kind: Kind) -> Iterator[str]:
    if kind.pillar is None and not kind.abstract:
        yield "没有说明属于哪一方面，请在 @record 中写 pillar=。"
    if not kind.doc:
        yield "没有文档字符串，请写一句它记什么。"
    hints = typing.get_type_hints(kind.cls)
    by_id = {field.id: field for field in kind.fields}
    if (tail := tail_of(kind.cls)) and tail not in by_id:
        yield f"tail 指向不存在的字段「{tail}」，有：{'、'.join(by_id)}。"
    for field in kind.fields:
        if field.id in kind.own:
            yield from _field_faults(kind, field, by_id, hints.get(field.id))


def _field_faults(kind: Kind, field: Field, by_id: dict[str, Field], hint: Any) -> Iterator[str]:
    where = f"字段 {field.id}（{field.label}）"
    measures = "、".join(sorted(f.id for f in by_id.values() if f.measure in ("flow", "stock"))) or "（无）"
    if field.unit in SCALED_UNITS:
        yield f"{where}：单位请写「{SCALED_UNITS[field.unit][0]}」，填报人写 {field.unit} 时会自动换算。"
    if field.id == "count":
        yield f"{where}：count 是内置的次数，请换一个名称。"
    if same := [other.id for other in by_id.values() if other.label == field.label and other.id != field.id]:
        yield f"{where}：名称与字段 {'、'.join(same)} 相同，表头会分不清，请改名。"
    for alias in field.aliases:
        if same := [other.id for other in by_id.values() if alias in (other.label, *other.aliases) and other != field]:
            yield f"{where}：旧名「{alias}」又是字段 {'、'.join(same)} 的名称或旧名，老台账会读错，请删去。"
    if field.measure == "ratio":
        for part in (field.numerator, field.denominator):
            if getattr(by_id.get(part or ""), "measure", None) not in ("flow", "stock"):
                yield f"{where}：比率引用了不存在的指标「{part}」，已有指标：{measures}。"
        return
    expected = TYPES[field.type]
    if hint != (expected if field.required else expected | None):
        yield f"{where}：类型注解应为 {expected.__name__}{'' if field.required else ' | None'}。"
    for relation, target in (("counts_as", field.counts_as), ("at_most", field.at_most)):
        if target and getattr(by_id.get(target), "measure", None) not in ("flow", "stock"):
            yield f"{where}：{relation} 指向不存在的指标「{target}」，只能是自己或上级类的：{measures}。"
    if field.id in _chain(field, by_id):
        yield f"{where}：counts_as 绕回了自己，请断开其中一个。"
    if field.measure and field.guarded:
        yield f"{where}：指标要参加汇总，不能是敏感字段。"
    if field.measure == "flow" and kind.register:
        yield f"{where}：名册不记流量，请写 stock=True。"
    if field.measure == "stock" and not kind.register and "date" not in by_id:
        yield f"{where}：存量要有日期（date）才知道哪一行最新，或者把本类设为名册 register=True。"


def _chain(field: Field, by_id: dict[str, Field]) -> list[str]:
    """Return the measures that a field counts toward, one after the other, up to the first that comes again."""
    chain: list[str] = []
    target = field.counts_as
    while target in by_id and target not in chain:
        chain.append(target)
        target = by_id[target].counts_as
    return chain
