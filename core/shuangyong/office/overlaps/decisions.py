"""What the office has decided of overlaps: appended to, never changed; the latest counts."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

import attrs

from ...model.problems import Problem, ProblemsFound, error
from ..store.opening import Store, now

Verdict = Literal["same", "different", "partly"]
Cause = Literal["event", "scope"]

VERDICTS: Mapping[Verdict, str] = {"same": "同一活动", "different": "不同活动", "partly": "部分重复"}


@attrs.frozen(kw_only=True)
class Ruling:
    """What is decided of one overlap.

    Attributes:
        id: The overlap's.
        cause: Whether it is of two events, or of a declared 口径.
        one: The key of an event; of a scope, the code of the unit above.
        other: The key of the other event; of a scope, the code of the unit below.
        label: What it was decided of, in words.
        verdict: Whether the two are the same, different, or overlap in part.
        amounts: For ``partly``: by measure, how much both count.
        actor: Who decided.
        because: Why.
        at: When, as stores write times; empty before it is written.
    """

    id: str
    cause: Cause
    one: str
    other: str
    label: str
    verdict: Verdict
    amounts: Mapping[str, Decimal] = attrs.field(factory=dict)
    actor: str
    because: str
    at: str = ""


def decided(store: Store, year: int) -> dict[str, Ruling]:
    """Return what holds for a year, by the overlap's id: the last verdict, and for ``partly`` each measure's last.

    What an office below decided comes with its package and holds until this office decides otherwise.
    """
    found: dict[str, Ruling] = {}
    for row in store.db.execute(HOLDING, (year,)):
        before = found.get(row["overlap"])
        ruling = _ruling(row)
        if ruling.verdict == "partly" and before is not None and before.verdict == "partly":
            ruling = attrs.evolve(ruling, amounts={**before.amounts, **ruling.amounts})
        found[ruling.id] = ruling
    return found


def _ruling(row: sqlite3.Row) -> Ruling:
    fields = ("cause", "one", "other", "label", "verdict", "actor", "because", "at")
    return Ruling(
        id=row["overlap"],
        amounts={row["measure"]: Decimal(row["amount"])} if row["verdict"] == "partly" else {},
        **{field: row[field] for field in fields},
    )


#: All decisions of a year that hold, in the order in which later ones replace earlier ones.
HOLDING = """
SELECT d.* FROM decision d LEFT JOIN package p ON p.id = d.package
WHERE d.year = ? AND (d.package IS NULL OR p.current) ORDER BY d.package IS NULL, d.id
"""


def history(store: Store, year: int, overlap: str) -> tuple[Ruling, ...]:
    """Return all that was ever decided of an overlap, the first first."""
    rows = store.db.execute("SELECT * FROM decision WHERE year = ? AND overlap = ? ORDER BY id", (year, overlap))
    return tuple(_ruling(row) for row in rows)


def last_decision(store: Store, year: int, overlap: str = "") -> int:
    """Return the number of the last decision of an overlap, of any if none is named; 0 before the first."""
    found = store.db.execute(
        "SELECT MAX(id) FROM decision WHERE year = ?1 AND (?2 = '' OR overlap = ?2)", (year, overlap)
    ).fetchone()[0]
    return found or 0


@attrs.frozen
class Seen:
    """What somebody had before him who decides.

    Attributes:
        decisions: By the overlap, the number of its last decision.
        revisions: The ids of the revisions whose rows he saw.
    """

    decisions: Mapping[str, int]
    revisions: frozenset[int] = frozenset()


def write(store: Store, year: int, rulings: Iterable[Ruling], seen: Seen | None = None) -> None:
    """Append rulings, all or none, each audited.

    Args:
        store: Where.
        year: Of which year.
        rulings: What is decided.
        seen: What the person who decides has seen, where others may have decided meanwhile.

    Raises:
        ProblemsFound: Something was decided, or a ledger came in, that had not been seen.
    """
    with store.transaction() as db:
        if seen is not None and (problems := [*_unseen(store, year, seen)]):
            raise ProblemsFound(problems)
        for ruling in rulings:
            for measure, amount in ruling.amounts.items() or ((None, None),):
                said = {
                    "overlap": ruling.id,
                    "cause": ruling.cause,
                    "year": year,
                    "one": ruling.one,
                    "other": ruling.other,
                    "label": ruling.label,
                    "verdict": ruling.verdict,
                    "measure": measure,
                    "amount": str(amount) if amount is not None else None,
                    "actor": ruling.actor,
                    "because": ruling.because,
                    "at": now(),
                }
                columns, marks = ", ".join(said), ", ".join("?" * len(said))
                db.execute(f"INSERT INTO decision ({columns}) VALUES ({marks})", tuple(said.values()))  # noqa: S608
                detail = {name: value for name, value in said.items() if name not in ("overlap", "actor", "at")}
                store.audit(ruling.actor, "decide", ruling.id, detail)


def _unseen(store: Store, year: int, seen: Seen) -> Iterator[Problem]:
    """Yield what has happened since somebody looked."""
    for overlap, number in seen.decisions.items():
        if last_decision(store, year, overlap) == number:
            continue
        message = "送来的不是从这一对的页面上填的。"
        for last in history(store, year, overlap)[-1:]:
            told = f"{last.actor}已于 {last.at[:16].replace('T', ' ')} 裁定「{last.label}」为{VERDICTS[last.verdict]}"
            message = f"{told}，理由：{last.because}。"
        fix = "请回到这一对看过再说；要改判，就再裁定一次。"
        yield error("decided-meanwhile", f"{message}您的裁定没有记入。", fix, value=overlap)
    counted = {row[0] for row in store.db.execute("SELECT counted FROM submission WHERE year = ?", (year,))}
    if not seen.revisions <= counted:
        message = "有一方的台账刚才报来了新的一版，或者被退回了，您看的已经不是现在的内容。您的裁定没有记入。"
        yield error("ledger-changed", message, "请回到列表，按新的内容再裁定。")
