"""The database of a store: is it whole, does it agree with itself, and is the audit what was written?"""

import functools
import sqlite3
import zlib
from collections.abc import Iterator

from ...model.problems import Problem, error
from .. import events, facts
from ..declared import DECLARED, RESTORE, readable, tolerant
from ..store.opening import Store, migrations
from .auditing import broken

#: A counted revision is one of the submission's own, and was accepted.
_WRONG_COUNTED = """
SELECT s.unit || '-' || s.year AS subject FROM submission s
LEFT JOIN revision counted ON counted.id = s.counted LEFT JOIN revision current ON current.id = s.current
WHERE (s.counted IS NOT NULL AND (counted.submission IS NOT s.id OR counted.state <> 'accepted'))
    OR (s.current IS NOT NULL AND current.submission IS NOT s.id)
"""

_WHOSE = "r.name || ' ' || s.year || ' 年第 ' || r.number || ' 版' AS whose"

_BLOBS = f"""
SELECT r.id, {_WHOSE}, r.facts, r.events,
    r.state = 'accepted' AND r.package IS NULL AS filled
FROM revision r JOIN submission s ON s.id = r.submission
"""  # noqa: S608  our own words

_DECLARED = f"""
SELECT r.id, {_WHOSE}, {", ".join(f"CAST(r.{column} AS BLOB) AS {column}" for column in DECLARED)}
FROM revision r JOIN submission s ON s.id = r.submission
"""  # noqa: S608  our own words

#: What a person calls the columns of ``DECLARED``.
_CALLED = {"declarations": "填报情况", "missing": "缺少的表", "versions": "插件版本"}


def database_damage(store: Store) -> Iterator[Problem]:
    """Yield everything that is wrong with a store's database."""
    try:
        with tolerant(store.db):
            for look in (_pages, _triggers, _counted, _blobs, _declared, _texts):
                yield from look(store.db)
            for number in broken(store):
                message = f"日志第 {number} 条被改动过，或它前面的被删过。"
                fix = "请查明谁动过数据库；和备份里的日志（audit）对照，看原来写的是什么。"
                yield error("changed-audit", message, fix, value=str(number))
    except sqlite3.DatabaseError as fault:
        yield error("damaged-database", f"数据库读不下去了（{fault}）。", RESTORE)


def _pages(db: sqlite3.Connection) -> Iterator[Problem]:
    for row in db.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield error("damaged-database", f"数据库文件有损坏：{row[0]}。", RESTORE)
    for row in db.execute("PRAGMA foreign_key_check"):
        message = f"数据库里 {row['table']} 表的第 {row['rowid']} 行指向不存在的 {row['parent']}。"
        yield error("broken-reference", message, RESTORE)


def _triggers(db: sqlite3.Connection) -> Iterator[Problem]:
    """Yield an error where what keeps audit and decisions from being changed is not as the program makes it."""
    found, own = _triggers_of(db), _own_triggers()
    if found != own:
        names = "、".join(sorted(name for name in {*found, *own} if found.get(name) != own.get(name)))
        message = f"数据库里防止改动日志和决定的触发器被动过：{names}。"
        yield error("changed-schema", message, f"程序自己不会这样改，请查明是谁动过；{RESTORE}", value=names)


@functools.cache
def _own_triggers() -> dict[str, str]:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    for script in migrations():
        db.executescript(script)
    try:
        return _triggers_of(db)
    finally:
        db.close()


def _triggers_of(db: sqlite3.Connection) -> dict[str, str]:
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row["name"]: row["sql"] for row in rows}


def _counted(db: sqlite3.Connection) -> Iterator[Problem]:
    for row in db.execute(_WRONG_COUNTED):
        message = f"「{row['subject']}」计入汇总的不是它自己检查通过的一版。"
        yield error("wrong-counted", message, RESTORE, value=row["subject"])


def _blobs(db: sqlite3.Connection) -> Iterator[Problem]:
    for row in db.execute(_BLOBS):
        for column, cells in (("facts", len(facts.COLUMNS)), ("events", len(events.COLUMNS))):
            if fault := _fault(row[column], cells, filled=row["filled"]):
                message = f"{row['whose']}提取出的数据（{column}）{fault}。"
                yield error("damaged-facts", message, RESTORE, value=str(row["id"]))


def _declared(db: sqlite3.Connection) -> Iterator[Problem]:
    """Yield an error where JSON of a revision is none any more: no page and no row tells of that."""
    for row in db.execute(_DECLARED):
        wrong = [_CALLED[column] for column in DECLARED if not readable(column, row[column])]
        if wrong:
            message = f"{row['whose']}的{'、'.join(wrong)}在数据库里读不出来，已经损坏。"
            yield error("damaged-declarations", message, RESTORE, value=str(row["id"]))


def _texts(db: sqlite3.Connection) -> Iterator[Problem]:
    """Yield an error for each table that holds a text that is no UTF-8; what a revision declares is told apart."""
    tables = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for table in tables:
        columns = [row["name"] for row in db.execute(f'PRAGMA table_info("{table}")') if row["type"] == "TEXT"]
        asked = ", ".join(f'CAST("{one}" AS BLOB)' for one in columns if table != "revision" or one not in DECLARED)
        rows = db.execute(f'SELECT {asked} FROM "{table}"') if asked else ()  # noqa: S608  the database's own names
        spoilt = sum(any(map(_is_spoilt, row)) for row in rows)
        if spoilt:
            yield error("damaged-text", f"数据库里 {table} 表有 {spoilt} 行的文字读不出来，已经损坏。", RESTORE)


def _is_spoilt(text: bytes | None) -> bool:
    try:
        (text or b"").decode()
    except UnicodeDecodeError:
        return True
    return False


def _fault(blob: bytes, cells: int, *, filled: bool) -> str:
    """Return what is wrong with compressed lines; nothing where they are as they were written."""
    if not blob:
        return "是空的" if filled else ""
    try:
        text = zlib.decompress(blob).decode()
    except (zlib.error, UnicodeDecodeError):
        return "解不开，已经损坏"
    lines = text.split("\n")
    whole = lines.pop() == "" and all(line.count("\t") == cells - 1 for line in lines)
    return "" if whole else "不完整"
