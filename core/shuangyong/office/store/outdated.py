"""Facts of another form than this program's: they are derived anew from the originals before they are added up."""

from collections.abc import Sequence

import attrs

from ...model.problems import Problem, ProblemsFound, error
from ..facts import FORMAT
from .opening import Store


@attrs.frozen
class Outdated:
    """A counted revision whose facts have another form than this program's."""

    revision: int
    unit: str
    year: int
    file: str
    format: int


def outdated(store: Store) -> tuple[Outdated, ...]:
    """Return the counted revisions whose facts have another form than this program's, for deriving them anew."""
    found = store.db.execute(
        "SELECT r.id, s.unit, s.year, r.file, r.format FROM submission s JOIN revision r ON r.id = s.counted"
        " WHERE r.format <> ? ORDER BY s.year, s.unit",
        (FORMAT,),
    )
    return tuple(Outdated(*row) for row in found)


def derivation(store: Store) -> str:
    """Return what changes whenever facts and events are derived anew, and is another in every store."""
    return str(store.db.execute("SELECT token FROM derivation").fetchone()[0])


def refuse_outdated(store: Store) -> None:
    """Refuse to add up facts of another form.

    Raises:
        ProblemsFound: There are some; it says what to do.
    """
    if old := outdated(store):
        raise ProblemsFound([_refused(old)], file=str(store.folder))


def _refused(old: Sequence[Outdated]) -> Problem:
    first = "、".join(f"{one.unit}（{one.year}年，{one.file}）" for one in old[:3])
    newer = any(one.format > FORMAT for one in old)
    return error(
        "outdated-facts",
        f"有 {len(old)} 份台账的数据是{'更新' if newer else '旧'}版本的程序整理的，不能和本版的一起汇总：{first}"
        f"{' 等' if len(old) > 3 else ''}。",
        "请升级 shuangyong 后再试。"
        if newer
        else "请先运行 shuangyong rebuild，从留存的原件重新提取，不用各单位重报；下级汇总件里的，请下级重新上报。",
    )
