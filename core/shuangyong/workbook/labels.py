"""Header texts and the fields whose columns bear them: by label or alias, with a unit in brackets or without."""

import functools
import re
from collections.abc import Mapping

from ..model.fields import Field
from ..model.kinds import Kind
from .keys import key

_BRACKETS = re.compile(r"(.+?)\(([^()]*)\)")


def split_header(text: str) -> tuple[str, str]:
    """Return a header's label and what it has in brackets, both as keys."""
    whole = key(text)
    match = _BRACKETS.fullmatch(whole)
    return (match[1], match[2]) if match else (whole, "")


@functools.lru_cache(maxsize=8192)
def field_of(kind: Kind, text: str) -> Field | None:
    """Return the field whose column bears a header, its brackets whatever they say; None for a stranger's."""
    field = named_field(kind, text)
    return field if field is not None and field.column else None


def named_field(kind: Kind, text: str) -> Field | None:
    """Return the field that a header names, even one that has no column, such as a ratio."""
    labels = _labels(kind)
    return labels.get(split_header(text)[0]) or labels.get(key(text))


@functools.lru_cache(maxsize=512)
def _labels(kind: Kind) -> Mapping[str, Field]:
    """Labels are stronger than aliases, and a kind's earlier fields than its later ones."""
    labels = {key(field.label): field for field in reversed(kind.fields)}
    for field in kind.columns:
        for alias in field.aliases:
            labels.setdefault(key(alias), field)
    return labels
