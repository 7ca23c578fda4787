"""The standards that are installed: those of the core and of plugins, with what plugins add to them."""

import tomllib

import attrs

from ..catalog import Catalog, Plugin
from ..model.criteria import Criteria
from ..model.problems import Problem, ProblemsFound, UnknownNameError, error
from ..model.toml_place import toml_fault
from .building import Built, read_items, settled, stated
from .drafts import Draft
from .standards import Standard
from .toml_drafts import toml_draft

#: The standard that a unit is judged by where nobody names one.
DEFAULT = "unit"


def installed_standards(catalog: Catalog) -> dict[str, str]:
    """Return the titles of what is installed by identifier."""
    return {
        criteria.standard: str(draft.settings.cells["title"].value) if "title" in draft.settings.cells else ""
        for plugin, criteria in _offered(catalog)
        if (draft := _draft(plugin, criteria)).settings is not None
    }


def standard_of(catalog: Catalog, name: str) -> Built:
    """Return an installed standard with the items that plugins add to it.

    Raises:
        UnknownNameError: None bears the identifier.
        ProblemsFound: Its files have errors.
    """
    drafts = [(plugin, _draft(plugin, criteria)) for plugin, criteria in _offered(catalog) if criteria.standard == name]
    whole = [draft for _, draft in drafts if draft.settings is not None]
    if not whole:
        known = (f"{one}（{title}）" for one, title in installed_standards(catalog).items())
        raise UnknownNameError("考评标准", name, known)
    if len(whole) > 1:
        files = "、".join(draft.file for draft in whole)
        raise ProblemsFound([error("two-standards", f"标准「{name}」有几个文件：{files}。", "请卸载其余的插件。")])
    built = stated(whole[0], catalog)
    standard = built.standard
    for plugin, draft in drafts:
        if draft.settings is None:
            standard = _with_items(standard, draft, plugin, catalog)
    # Whether all adds up is known when every plugin has added what is its own.
    return settled(attrs.evolve(built, standard=standard), whole[0], catalog)


def _offered(catalog: Catalog) -> list[tuple[Plugin, Criteria]]:
    return [(plugin, criteria) for plugin in catalog.plugins for criteria in plugin.offers.criteria]


def _draft(plugin: Plugin, criteria: Criteria) -> Draft:
    file = f"{plugin.name}/{criteria.file}"
    text = criteria.text(plugin.offers.module)
    assert text is not None, "loading finds missing files"
    try:
        return toml_draft(text, file)
    except tomllib.TOMLDecodeError as cause:
        raise ProblemsFound([error("bad-standard", f"考评标准{toml_fault(cause)}。")], file) from cause


def _with_items(standard: Standard, draft: Draft, plugin: Plugin, catalog: Catalog) -> Standard:
    problems: list[Problem] = [*draft.problems]
    sector = plugin.offers.sectors[0].id if plugin.offers.sectors else ""
    items, _ = read_items(draft, standard.categories, catalog, problems, sector)
    problems += (
        error("bad-standard", f"没有行业的插件只能加“加分”或“一票否决”的条目，第 {item.number} 条却是计分的。")
        for item in items
        if not sector and item.nature == "计分"
    )
    taken = {item.number for item in standard.items if item.sector in ("", sector)}
    problems += (
        error("bad-standard", f"序号「{item.number}」标准里已经有了。", "请换一个，如 特1。")
        for item in items
        if item.number in taken
    )
    if problems:
        raise ProblemsFound(problems, file=draft.file)
    return attrs.evolve(standard, items=(*standard.items, *items))
