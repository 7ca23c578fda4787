"""What a person may see and do: the one place that says so, asked for every page before anything is read."""

import enum
from collections.abc import Mapping

from .accounts import Account, Role


class Right(enum.Enum):
    """What a page needs."""

    SELF = "the person's own account"
    SEE_UNIT = "a unit's ledgers, their problems and documents"
    SUBMIT = "handing in the ledger of a unit"
    SEE_OFFICE = "who reported and who did not"
    RETURN = "returning a ledger"
    REVIEW = "looking ledgers over, several at once"
    MANAGE = "who is expected, by when, and by which standard"
    COLLECT = "taking in what reached the office by mail"
    JOBS = "the office's long work, and what came of it"
    DECIDE = "which activities were reported twice"
    PUBLISH = "the figures of all units, made into documents and sent upwards"
    SEE_AUDIT = "who did what"
    ACCOUNTS = "who may use the portal"


#: Rights that are always about one unit, named in the page's address.
OF_UNIT = frozenset({Right.SEE_UNIT, Right.SUBMIT, Right.RETURN})

_READER = frozenset({Right.SELF, Right.SEE_UNIT, Right.SEE_OFFICE})
_OFFICER = _READER | {
    Right.RETURN,
    Right.REVIEW,
    Right.MANAGE,
    Right.COLLECT,
    Right.JOBS,
    Right.DECIDE,
    Right.PUBLISH,
    Right.SEE_AUDIT,
}

#: Only a unit hands in its ledger: what reaches the office by mail it takes in, under its own name.
RIGHTS: Mapping[Role, frozenset[Right]] = {
    "unit": frozenset({Right.SELF, Right.SEE_UNIT, Right.SUBMIT}),
    "reader": _READER,
    "officer": _OFFICER,
    "admin": _OFFICER | {Right.ACCOUNTS},
}


def may(account: Account, right: Right, unit: str | None = None) -> bool:
    """Tell whether a person may do something.

    Args:
        account: Who.
        right: What.
        unit: The code of the unit that it is about; None where it is about none.
    """
    if right not in RIGHTS[account.role] or (right in OF_UNIT and not unit):
        return False
    return account.role != "unit" or unit is None or unit == account.unit
