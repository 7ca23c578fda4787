"""A row of a roster, out of a file or out of the store."""

import datetime

import attrs

from ...model.ledgers import Row

#: Where a row without 启用日期 begins: the unit has always been there.
ALWAYS = datetime.date.min.isoformat()


@attrs.frozen(kw_only=True)
class Entry:
    """One row of a roster; what was refused is blank, and then there is an error.

    Attributes:
        unit: The unit's code.
        name: Its name.
        sector: Its sector's id.
        region: Its region's code without trailing zeros.
        parent: The code of the unit above.
        start: The first day, ISO.
        until: The last day, ISO; None where it goes on.
        due: The last day that is on time, ISO.
        lock: The last day that anything is taken, ISO.
        row: Where it stands; None for an entry of the store.
    """

    unit: str
    name: str
    sector: str
    region: str
    parent: str | None
    start: str
    until: str | None
    due: str | None = None
    lock: str | None = None
    row: Row | None = None

    def overlaps(self, other: "Entry") -> bool:
        """Tell whether both are effective on some day."""
        return (self.until is None or other.start <= self.until) and (other.until is None or self.start <= other.until)

    def at(self, field: str) -> dict[str, str | None]:
        """Return where a field stands, for a problem to point at."""
        if self.row is None:
            return {}
        return {"sheet": self.row.sheet, "cell": self.row.cell(field), "value": self.row.originals.get(field)}
