"""What communities do in 双拥 work: 共建协议, 节日联谊, 入户走访, 结对帮扶 and more."""

from collections.abc import Iterable

from shuangyong import Record, Sector, hookimpl

from . import kinds


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector."""
    yield Sector(id="community", label="社区", units="社区、村居", self_name="我社区", aliases=("村", "居委会", "村居"))


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the sector's own kinds."""
    return kinds.KINDS
