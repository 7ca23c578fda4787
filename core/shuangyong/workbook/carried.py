"""The office's extension that a ledger carries, beside the one that is in use."""

from collections.abc import Collection, Iterator
from pathlib import Path

import attrs

from ..extension import Column, Entry, Extension
from ..extension.parsing import carried
from ..model.kinds import Kind
from ..model.problems import Problem, ProblemsFound, warning
from .reader import read_book
from .versions import Versions, read_versions


def carried_extension(path: Path) -> Extension | None:
    """Return the extension that a ledger file carries; None where it carries none, or cannot be read at all."""
    try:
        return carried(read_versions(read_book(path)).extension)
    except ProblemsFound:
        return None


@attrs.frozen
class Extensions:
    """What a ledger carries and what its catalog has.

    Attributes:
        carried: The extension that the ledger was made with, if it says.
        used: The one that the catalog was extended by, if it was.
        unreadable: Whether the ledger says, but not so that it can be read.
    """

    carried: Extension | None
    used: Extension | None
    unreadable: bool = False

    @classmethod
    def of(cls, versions: Versions, used: Extension | None) -> "Extensions":
        """Return what a ledger with these versions carries, beside what is used."""
        found = carried(versions.extension)
        return cls(found, used, unreadable=bool(versions.extension) and found is None)

    def problems(self) -> Iterator[Problem]:
        """Yield a warning where what the ledger carries cannot be read."""
        if self.unreadable:
            yield warning(
                "unreadable-extension",
                "台账里带有本地扩展，但内容读不出来；扩展的列如果不认识，下面会逐一列出。",
                "请用 --extension 指明双拥办发的扩展文件。",
            )

    def remark(self, kind: Kind) -> str:
        """Return what to add where something on a kind's sheet is not known: that it may be of the extension."""
        if self.carried is None:
            return ""
        used = self.used.entries if self.used else ()
        unused = [entry for entry in _of(self.carried, kind) if entry not in used]
        if not unused:
            return ""
        return (
            f"这本台账带有本地扩展“{self.carried.name}”，这张表的{_listed(unused)}来自它，这里没有用上；"
            "请用 --extension 指明这个扩展的文件再检查。"
        )

    def lacking(self, kind: Kind, found: Collection[str], sheet: str) -> Iterator[Problem]:
        """Yield a warning naming the columns of the extension in use that a sheet does not have."""
        if self.used is None:
            return
        columns = self.used.of([one.name for one in kind.lineage]).columns
        if missing := [column.field.header for column in columns if column.id not in found]:
            yield warning(
                "missing-extension-column",
                f"本地扩展“{self.used.name}”的这些列，这张表还没有：{'、'.join(missing)}。",
                "需要填报的，请在表头后面加上这些列，或换用新台账。",
                sheet=sheet,
            )


def _of(extension: Extension, kind: Kind) -> tuple[Entry, ...]:
    return extension.of([one.name for one in kind.lineage]).entries


def _listed(entries: Collection[Entry]) -> str:
    return "、".join(
        f"“{entry.label}”列" if isinstance(entry, Column) else f"选项“{'、'.join(entry.choices)}”" for entry in entries
    )
