"""What must not stand in plain cells: people's numbers, and true designations of troops."""

from collections.abc import Iterator

from ..model.fields import Field
from ..model.ledgers import Ledger, Row
from ..model.privacy import find_private, is_designation
from ..model.problems import Problem, warning
from .cells import at

DESIGNATION = "部队番号"


def revealing(ledger: Ledger) -> Iterator[Problem]:
    """Yield each plain text that gives away a person's number or names troops by their designation (番号)."""
    for row, field, text in _texts(ledger):
        spans = find_private(text)
        if not spans and not field.designation:
            continue
        found = dict.fromkeys(span.what for span in spans)
        if numbers := [what for what in found if what != DESIGNATION]:
            yield warning(
                "private-number",
                f"「{field.label}」里有{'、'.join(numbers)}，不能随台账上报。",
                "请删去号码；确需留存的，填到本单位台账里专门的那一列。",
                **at(row, field.id),
            )
        if DESIGNATION in found or (field.designation and is_designation(text)):
            yield warning(
                "true-designation",
                f"「{field.label}」里像是部队的真实番号，不能写进台账和公文。",
                "请改写为部队代号（五位数字加“部队”）或“驻地某部”。",
                **at(row, field.id),
            )


def _texts(ledger: Ledger) -> Iterator[tuple[Row, Field, str]]:
    """Yield every filled text cell but the sensitive ones, which never leave the unit."""
    for row in ledger.rows:
        record = row.record
        for field in row.kind.free_texts:
            value = getattr(record, field.id, None)
            if isinstance(value, str):
                yield row, field, value
