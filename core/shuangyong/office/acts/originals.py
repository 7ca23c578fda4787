"""The originals of a store: which there should be, which of them are whole, which nobody needs."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

import attrs

from ...model.problems import Problem, error, warning
from ..store.opening import Store

#: What needs an original: each revision that no package brought, each package, each ledger of a missing plugin.
_NEEDED = """
SELECT r.sha256, r.file, r.name || ' ' || s.year || ' 年第 ' || r.number || ' 版' AS whose
FROM revision r JOIN submission s ON s.id = r.submission WHERE r.package IS NULL
UNION ALL SELECT sha256, file, office || ' ' || year || ' 年的汇总件' FROM package
UNION ALL SELECT sha256, file, '还没有装插件的台账' FROM kept
"""

_LISTED = 10


@attrs.frozen
class Needed:
    """An original that there must be: its hash, what the file was called, and whose it is, in words."""

    sha256: str
    file: str
    whose: str


def needed(store: Store) -> dict[str, Needed]:
    """Return the originals that there must be, by hash."""
    return {row["sha256"]: Needed(row["sha256"], row["file"], row["whose"]) for row in store.db.execute(_NEEDED)}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def original_damage(store: Store, one: Needed) -> Iterator[Problem]:
    """Yield what is wrong with an original: it is gone, cannot be read, or is not what was received."""
    path = store.original(one.sha256)
    try:
        found = digest(path)
    except (FileNotFoundError, ValueError):  # a damaged database may have a hash that no file can be called
        yield _damage("missing-original", f"{one.whose}的原件「{one.file}」不见了", store, one)
    except OSError as refusal:
        yield _damage(
            "unreadable-original", f"{one.whose}的原件「{one.file}」读不出来（{refusal.strerror}）", store, one
        )
    else:
        if found != one.sha256:
            yield _damage("damaged-original", f"{one.whose}的原件「{one.file}」已经损坏，和收到时不一样", store, one)


def orphans(store: Store, expected: Collection[str]) -> Iterator[Problem]:
    """Yield one warning of the files among the originals that nothing refers to, such as an interrupted run leaves."""
    found = sorted(
        path.relative_to(store.folder).as_posix()
        for path in store.originals.rglob("*")
        if path.is_file() and (path.name not in expected or path != store.original(path.name))
    )
    if found:
        names = "、".join(found[:_LISTED]) + ("等" if len(found) > _LISTED else "")
        message = f"有 {len(found)} 个文件没有用到：{names}。"
        fix = "多半是收台账时中断留下的，不影响数据；没有别的程序在收台账时可以删去。"
        yield warning("orphan", message, fix)


def _damage(code: str, what: str, store: Store, one: Needed) -> Problem:
    place = store.original(one.sha256).relative_to(store.folder).as_posix()
    fix = f"请从备份里把 {place} 复制回来；没有备份的，请填报单位把同一个文件再发一份，改名为 {one.sha256} 放回原处。"
    return error(code, f"{what}（{place}）。", fix, value=one.sha256)
