"""The hidden sheet ``_模板``: what a ledger was made with, and what follows from that."""

import re
from collections.abc import Collection, Iterator
from typing import Literal

import attrs

from ..catalog import Catalog
from ..model.fields import Field
from ..model.kinds import CORE, Kind
from ..model.problems import Problem, warning
from ..offers import Sector
from .book import Book
from .keys import key
from .layout import EXTENSION, INFO, TEMPLATE, TEMPLATE_VERSION, VERSION_KEYS

Version = tuple[int, ...]


@attrs.frozen
class Versions:
    """What a ledger was made with; empty texts where it does not say, as one made by hand."""

    template: str = ""
    core: str = ""
    plugin: str = ""
    plugin_version: str = ""
    extension: str = ""

    def of(self, namespace: str) -> str:
        """Return the version of the core or a plugin; an empty text where the ledger does not say."""
        return {CORE: self.core, self.plugin: self.plugin_version}.get(namespace, "")


@attrs.frozen
class Age:
    """Whether a ledger is of another version than what is installed, and which parts are, in words."""

    kind: Literal["same", "newer", "older"] = "same"
    parts: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """What to add where something in the ledger is not known."""
        parts = "、".join(self.parts)
        return {
            "same": "",
            "newer": f"这本台账由更新的版本制成（{parts}），请升级后再检查。",
            "older": f"这本台账由旧版本制成（{parts}），旧模板里有、现在不用的内容，要留的请先移到“备注”等列。",
        }[self.kind]

    def problems(self) -> Iterator[Problem]:
        """Yield a warning where the ledger was made with something newer than is installed."""
        if self.kind == "newer":
            yield warning(
                "newer-template",
                f"这本台账由更新的版本制成：{'、'.join(self.parts)}。其中本机不认识的工作表、列和选项，下面逐一列出。",
                "请升级 shuangyong 和行业插件后再检查。",
            )


def read_versions(book: Book) -> Versions:
    """Return what the hidden sheet says."""
    pairs = _pairs(book)
    return Versions(*(pairs.get(key(name), "") for name in (*VERSION_KEYS, EXTENSION)))


def read_note(book: Book, name: str) -> str:
    """Return what the hidden sheet notes under a name; an empty text where it does not."""
    return _pairs(book).get(key(name), "")


def _pairs(book: Book) -> dict[str, str]:
    sheet = book.sheet(TEMPLATE)
    if sheet is None:
        return {}
    return {key(cells[1].text): cells[2].text.strip() for _, cells in sheet if 1 in cells and 2 in cells}


def age_of(versions: Versions, catalog: Catalog) -> Age:
    """Return how a ledger's versions compare with ours; one newer part makes it newer."""
    ours = {plugin.name: plugin.version for plugin in catalog.plugins}
    parts = [
        (f"{what} {theirs}（本机 {own}）", _number(theirs), _number(own))
        for what, theirs, own in (
            ("模板", versions.template, TEMPLATE_VERSION),
            ("核心", versions.core, ours.get(CORE, "")),
            (f"插件 {versions.plugin}", versions.plugin_version, ours.get(versions.plugin, "")),
        )
        if theirs and own
    ]
    if newer := tuple(part for part, theirs, own in parts if theirs > own):
        return Age("newer", newer)
    older = tuple(part for part, theirs, own in parts if theirs < own)
    return Age("older", older) if older else Age()


def other_sector_problem(versions: Versions, sector: Sector) -> Problem:
    """Return the warning that a ledger calls itself of another sector than its template was made for."""
    return warning(
        "other-sector-template",
        f"这本台账的模板是为行业“{versions.plugin}”生成的，“行业”里却写着“{sector.label}”。",
        "请核对行业；确实换了行业，请用新行业的模板重新填写。",
        sheet=INFO,
    )


def missing_since(versions: Versions, kind: Kind, found: Collection[str], sheet: str) -> Iterator[Problem]:
    """Yield a warning naming the columns of a kind that came after the versions that the ledger was made with."""
    later = [field for field in kind.columns if field.id not in found and _came_later(field, kind, versions)]
    if later:
        brought = "、".join(f"{field.header}（{field.since} 版新增）" for field in later)
        yield warning(
            "older-template",
            f"这本台账由旧版本制成，这张表还没有这些列：{brought}。",
            "需要填报的，请在表头后面加上这些列；不填不用改。",
            sheet=sheet,
        )


def _came_later(field: Field, kind: Kind, versions: Versions) -> bool:
    if field.since is None:
        return False
    declarer = next(one for one in kind.lineage if field.id in one.own)
    made_with = versions.of(declarer.namespace)
    return bool(made_with) and _number(field.since) > _number(made_with)


def _number(version: str) -> Version:
    """Return a version so that versions compare: 2.0 and 2.0.0 are one."""
    numbers = [int(part) for part in re.findall(r"[0-9]{1,9}", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
