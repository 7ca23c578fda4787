"""A kind with more fields than its class declares: those of an office's extension."""

from collections.abc import Sequence

import attrs

from .fields import Field, added
from .kinds import Kind, tail_of


def extended_kind(kind: Kind, parent: Kind | None, inherited: Sequence[Field], own: Sequence[Field]) -> Kind:
    """Return the kind with more fields, which stand after its others, before the tail of its root.

    Args:
        kind: The kind as its plugin declares it.
        parent: Its parent, extended as well.
        inherited: The fields that were added to its ancestors.
        own: Those that are added to itself.
    """
    more = (*inherited, *own)
    ids = [field.id for field in kind.fields]
    tail = tail_of(kind.lineage[-1].cls)
    end = ids.index(tail) if tail else len(ids)
    return attrs.evolve(
        kind,
        parent=parent,
        fields=(*kind.fields[:end], *more, *kind.fields[end:]),
        own=kind.own | {field.id for field in own},
        row_class=_row_class(kind, more) if more else kind.row_class,
    )


def _row_class(kind: Kind, fields: Sequence[Field]) -> type:
    """Return a subclass, so that rules written for the kind's class hold for its rows too."""
    attributes = {field.id: added(field) for field in fields}
    return attrs.make_class(
        kind.cls.__name__, attributes, bases=(kind.cls,), frozen=True, slots=True, kw_only=True, collect_by_mro=True
    )
