"""What the office has decided of overlaps: appended to, never changed; the latest counts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

import attrs

from ..store.opening import Store, now

Verdict = Literal["same", "different", "partly"]
Cause = Literal["event", "scope"]


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
    for row in store.db.execute(_HOLDING, (year,)):
        before = found.get(row["overlap"])
        amounts: dict[str, Decimal] = {}
        if row["verdict"] == "partly":
            earlier = before.amounts if before is not None and before.verdict == "partly" else {}
            amounts = {**earlier, row["measure"]: Decimal(row["amount"])}
        found[row["overlap"]] = Ruling(
            id=row["overlap"],
            amounts=amounts,
            **{field: row[field] for field in ("cause", "one", "other", "label", "verdict", "actor", "because", "at")},
        )
    return found


_HOLDING = """
SELECT d.* FROM decision d LEFT JOIN package p ON p.id = d.package
WHERE d.year = ? AND (d.package IS NULL OR p.current) ORDER BY d.package IS NULL, d.id
"""


def write(store: Store, year: int, rulings: Iterable[Ruling]) -> None:
    """Append rulings, all or none, each audited."""
    with store.transaction() as db:
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
