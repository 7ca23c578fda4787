"""What commerce bureaus do in 双拥 work: 物资拥军, 智力拥军, 实事拥军, 信息拥军."""

from collections.abc import Iterable

from shuangyong import Record, Sector, hookimpl

from . import kinds


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector."""
    yield Sector(id="commerce", label="商务局", units="商务局、外经贸局、招商局", self_name="我局", aliases=("商务",))


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the sector's own kinds."""
    return kinds.KINDS
