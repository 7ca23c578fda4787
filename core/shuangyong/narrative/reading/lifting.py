"""What a kind's figures are in one that it extends: what a ledger holds that has no sheet for the kind itself."""

from collections.abc import Iterator, Mapping

import attrs

from ...model.kinds import Kind
from .proposals import Proposal


def lifted(measure: str, kind: Kind, target: Kind) -> str | None:
    """Return what a kind's measure counts as in an ancestor: itself, or what it counts toward there."""
    known = {field.id for field in target.measures + target.ratios}
    at: str | None = measure
    while at is not None and at not in known:
        at = kind.field(at).counts_as
    return at


def fitted(proposal: Proposal, kind: Kind, known: Mapping[str, Kind]) -> Iterator[Proposal]:
    """Yield a proposal as the nearest of the kinds that a ledger knows, and apart what that has no column for.

    A health bureau's ledger has no sheet for 征兵体检: those examined go to 为部队办实事 as its 受益人次, those fit
    nowhere. A proposal of a kind that it knows, or of one that has no figure in any, is yielded as it is.
    """
    target = next((above for above in kind.lineage if above.name in known and not above.abstract), None)
    if target is None or target.name == kind.name:
        yield proposal
        return
    columns = {field.id for field in target.columns}
    up = {field: to for field in proposal.fields if (to := _to(field, kind, target, columns))}
    if not any(kind.field(field).measure and field != "count" for field in up):
        yield proposal
        return
    yield _renamed(proposal, target.name, {to: field for field, to in reversed(up.items())})
    if rest := {field: field for field in proposal.fields if up.get(field) is None and kind.field(field).measure}:
        yield _renamed(proposal, kind.name, rest)


def _to(field: str, kind: Kind, target: Kind, columns: set[str]) -> str | None:
    if kind.field(field).measure:
        return lifted(field, kind, target)
    return field if field in columns else None


def _renamed(proposal: Proposal, kind: str, fields: Mapping[str, str]) -> Proposal:
    """Return a proposal as another kind, with the fields that are named: new names first, then what they are now."""
    return attrs.evolve(
        proposal,
        kind=kind,
        fields={to: proposal.fields[field] for to, field in fields.items()},
        places={to: proposal.places[field] for to, field in fields.items() if field in proposal.places},
        approx=frozenset(to for to, field in fields.items() if field in proposal.approx),
    )
