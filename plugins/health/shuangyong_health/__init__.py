"""What health bureaus and their institutions do in 双拥 work: 军人优先就医, 营区卫生防病, 优先用血 and more."""

from collections.abc import Iterable

from shuangyong import Record, Sector, hookimpl

from . import kinds


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector."""
    yield Sector(
        id="health",
        label="卫生健康局",
        units="卫生健康局、疾控中心、血站、卫生监督所",
        self_name="我局",
        aliases=("卫生局", "卫健局", "卫健委", "疾控中心", "血站"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the sector's own kinds."""
    return kinds.KINDS
