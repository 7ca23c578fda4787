"""What other offices do in 双拥 work: 党课与赠书, 关心本单位复转军人, 立足职能拥军."""

from collections.abc import Iterable

from shuangyong import Record, Sector, hookimpl

from . import kinds


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector."""
    yield Sector(
        id="bureau",
        label="机关单位",
        units="规划、地方志、税务等一般机关，双拥办、退役军人事务局",
        self_name="我单位",
        aliases=("机关", "单位"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the sector's own kinds."""
    return kinds.KINDS
