"""What schools do in 双拥 work: 少年军校, 学生军训, 国防教育课, 军人子女入学 and more."""

from collections.abc import Iterable

from shuangyong import Record, Sector, hookimpl

from . import kinds


@hookimpl
def sectors() -> Iterable[Sector]:
    """Offer the sector."""
    yield Sector(
        id="school",
        label="学校",
        units="中小学、高中、职业学校、高校、幼儿园",
        self_name="我校",
        aliases=("中学", "小学"),
    )


@hookimpl
def record_kinds() -> Iterable[type[Record]]:
    """Offer the sector's own kinds."""
    return kinds.KINDS
