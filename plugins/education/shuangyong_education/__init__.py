"""What education bureaus do in 双拥 work: 学生军训统筹, 人防教育, 教师军训, 军人子女入学与加分 and more."""

from collections.abc import Iterable

from shuangyong import Record, Sector, hookimpl

from . import kinds


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector."""
    yield Sector(
        id="education", label="教育局", units="教育局、教体局", self_name="我局", aliases=("教体局", "教育体育局")
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the sector's own kinds."""
    return kinds.KINDS
