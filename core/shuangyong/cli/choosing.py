"""What a person named on the command line, found in the catalog."""

from collections.abc import Sequence

import click

from shuangyong.catalog import Catalog
from shuangyong.model.kinds import Kind
from shuangyong.model.problems import ProblemsFound, UnknownNameError, error
from shuangyong.offers import Sector


def chosen_sector(catalog: Catalog, name: str | None) -> Sector:
    """Return the sector that was named, or the only one that is installed.

    Raises:
        UsageError: Several are and none was named.
        ProblemsFound: None is installed, or the named one is unknown.
    """
    if name is not None:
        return catalog.sector(name)
    if len(catalog.sectors) == 1:
        return catalog.sectors[0]
    if not catalog.sectors:
        raise ProblemsFound([error("no-sector", "还没有安装任何行业插件。", "例如医院请安装 shuangyong-hospital。")])
    known = "、".join(f"{sector.id}（{sector.label}）" for sector in catalog.sectors)
    raise click.UsageError(f"装了几个行业插件，请用 --sector 说明是哪一个。可用：{known}。")


def chosen_kinds(catalog: Catalog, sector: Sector, names: Sequence[str]) -> tuple[Kind, ...] | None:
    """Return the kinds that were named by label, identifier or full name; None where none was named.

    Raises:
        UnknownNameError: A name is no kind's of this sector.
    """
    kinds = catalog.kinds_of(sector.id)
    by_name = {name: kind for kind in reversed(kinds) for name in (kind.name, kind.id, kind.label)}
    for name in names:
        if name not in by_name:
            raise UnknownNameError("台账", name, (kind.label for kind in kinds))
    return tuple(by_name[name] for name in names) or None
