"""The hidden sheet ``_模板``: which template, core and plugin a ledger was made with, and what follows from that."""

import re
from collections.abc import Iterable, Iterator

import attrs

from ..catalog import Catalog
from ..model.kinds import CORE, Kind
from ..model.problems import Problem, warning
from ..offers import Sector
from .book import Book
from .keys import key
from .layout import INFO, TEMPLATE, TEMPLATE_VERSION, VERSION_KEYS

Version = tuple[int, ...]


@attrs.frozen
class Versions:
    """What a ledger was made with; empty texts where it does not say, as one made by hand."""

    template: str = ""
    core: str = ""
    plugin: str = ""
    plugin_version: str = ""


def read_versions(book: Book) -> Versions:
    """Return what the hidden sheet says."""
    sheet = book.sheet(TEMPLATE)
    if sheet is None:
        return Versions()
    pairs = {key(cells[1].text): cells[2].text.strip() for _, cells in sheet if 1 in cells and 2 in cells}
    return Versions(*(pairs.get(key(name), "") for name in VERSION_KEYS))


def newer_than_ours(versions: Versions, catalog: Catalog) -> list[str]:
    """Return in words which of our parts are older than those that the ledger was made with."""
    ours = {plugin.name: plugin.version for plugin in catalog.plugins}
    parts = (
        ("模板", versions.template, TEMPLATE_VERSION),
        ("核心", versions.core, ours.get(CORE, "")),
        (f"插件 {versions.plugin}", versions.plugin_version, ours.get(versions.plugin, "")),
    )
    return [
        f"{what} {theirs}（本机 {own}）"
        for what, theirs, own in parts
        if theirs and own and _number(theirs) > _number(own)
    ]


def newer_problem(parts: Iterable[str]) -> Problem:
    """Return the warning that the ledger was made with newer parts than are installed."""
    return warning(
        "newer-template",
        f"这本台账由更新的版本制成：{'、'.join(parts)}。本机不认识的工作表和列已逐一列出。",
        "请升级 shuangyong 和行业插件后再检查。",
    )


def other_sector_problem(versions: Versions, sector: Sector) -> Problem:
    """Return the warning that a ledger calls itself of another sector than its template was made for."""
    return warning(
        "other-sector-template",
        f"这本台账的模板是为行业“{versions.plugin}”生成的，“行业”里却写着“{sector.label}”。",
        "请核对行业；确实换了行业，请用新行业的模板重新填写。",
        sheet=INFO,
    )


def missing_since(versions: Versions, kind: Kind, found: Iterable[str], sheet: str) -> Iterator[Problem]:
    """Yield a warning naming the columns of a kind that the ledger's older template did not have yet."""
    if not versions.template:
        return
    missing = [
        field.header
        for field in kind.columns
        if field.since and field.id not in found and _number(field.since) > _number(versions.template)
    ]
    if missing:
        yield warning(
            "older-template",
            f"这本台账的模板是 {versions.template} 版，还没有这些列：{'、'.join(missing)}。",
            "需要填报的，请在表头后面加上这些列，或换用新模板。",
            sheet=sheet,
        )


def _number(version: str) -> Version:
    return tuple(int(part) for part in re.findall(r"[0-9]{1,9}", version))
