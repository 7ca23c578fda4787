"""What townships and streets do in 双拥 work: 帮耕帮种, 结对帮扶致富, “三老”人员关爱, 征兵工作."""

from collections.abc import Iterable

from shuangyong import Record, Sector, hookimpl

from . import kinds


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector."""
    yield Sector(
        id="township", label="乡镇街道", units="乡、镇、街道", self_name="我镇", aliases=("乡镇", "镇", "乡", "街道")
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the sector's own kinds."""
    return kinds.KINDS
