"""A catalog with an extension applied: kinds with the office's columns and choices, all else as it was."""

from pathlib import Path

import attrs

from ..assembly import with_choices
from ..catalog import Catalog
from ..model.extending import extended_kind
from ..model.kinds import Kind
from ..model.problems import ProblemsFound
from . import Extension
from .fitting import fit
from .parsing import bad, parse_file

#: What a cell of Excel holds (characters); a ledger carries its extension in one.
_LARGEST = 32767


@attrs.frozen
class ReadExtension:
    """An extension from its file, and which of its entries are for plugins that are not installed."""

    extension: Extension
    idle: tuple[str, ...]


def read_extension(path: Path, catalog: Catalog) -> ReadExtension:
    """Return the extension in a file.

    Raises:
        ProblemsFound: It cannot be used; everything that is wrong is told at once, with the lines.
    """
    parsed = parse_file(path)
    found = fit(parsed.entries, catalog)
    extension = Extension(parsed.name, found.entries, found.duties)
    problems = [*parsed.problems, *map(bad, found.faults)]
    if len(extension.text) > _LARGEST:
        problems.append(bad(f"扩展太大：{len(extension.text)} 个字，台账里最多放 {_LARGEST} 个。", "请减少列和选项。"))
    if problems:
        raise ProblemsFound(problems, path.name)
    return ReadExtension(extension, found.idle)


def extended(catalog: Catalog, extension: Extension) -> Catalog:
    """Return the catalog with an extension that fits it; the catalog itself stays what it is."""
    made: dict[str, Kind] = {}

    def make(kind: Kind) -> Kind:
        if kind.name not in made:
            parent = make(kind.parent) if kind.parent else None
            made[kind.name] = _extended(kind, parent, extension)
        return made[kind.name]

    return attrs.evolve(catalog, kinds={name: make(kind) for name, kind in catalog.kinds.items()}, extension=extension)


def _extended(kind: Kind, parent: Kind | None, extension: Extension) -> Kind:
    lineage = [one.name for one in kind.lineage]
    own = [column.field for column in extension.columns if column.kind == kind.name]
    inherited = [column.field for column in extension.columns if column.kind in lineage[1:]]
    choices = [choices for choices in extension.choices if choices.kind in lineage]
    if parent is kind.parent and not own and not inherited and not choices:
        return kind
    # Those that were added to an ancestor are added to the kind's own inherited fields, which are copies.
    here = [attrs.evolve(one, kind=kind.name) for one in choices]
    return with_choices(extended_kind(kind, parent, inherited, own), here)
