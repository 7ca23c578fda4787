"""What anybody can find out of a public edition by adding and subtracting: exact linear algebra over what is withheld.

It knows the edition's figures, that parts add up to wholes along every dimension, that a kind's figures are its own
rows' and its heirs', that what is not printed is nothing, and no more; it shares no code with the suppression.
"""

from fractions import Fraction

import attrs

TIMES = ("month", "quarter", "half", "year")


@attrs.frozen
class Unknown:
    """A sum that is not printed: a withheld figure, or what the rows of a kind itself come to (``own``)."""

    kind: str
    measure: str
    group: frozenset
    own: bool = False


def determined(full, public, catalog):
    """Return the unknown sums that what is printed determines.

    Args:
        full: The roll-up with everything, for its true sums.
        public: What is printed.
        catalog: What the kinds are.
    """
    truth, withheld = {}, set()
    for figure, shown in zip(full.figures, public.figures, strict=True):
        if figure.denominator is None:
            kind, _, measure = figure.measure.rpartition(".")
            cell = Unknown(kind, measure, frozenset(figure.by.items()))
            truth[cell] = figure.sum.gross
            if shown.suppressed:
                withheld.add(cell)
    equations = [
        {unknown: Fraction(sign) for unknown, sign in equation.items() if unknown.own or unknown in withheld}
        for equation in (*_along_dimensions(truth, full, catalog), *_along_kinds(truth, catalog))
    ]
    return _solved([equation for equation in equations if equation])


def _along_dimensions(truth, full, catalog):
    by_whole = {}
    for cell in truth:
        stock = catalog.kinds[cell.kind].field(cell.measure).measure == "stock"
        for dim, value in cell.group:
            if stock and dim in TIMES:
                if value == _last(full, dim):  # a stock of the period is that of its end
                    yield {cell: 1, attrs.evolve(cell, group=cell.group - {(dim, value)}): -1}
                continue
            by_whole.setdefault((attrs.evolve(cell, group=cell.group - {(dim, value)}), dim), []).append(cell)
    for (whole, _), parts in by_whole.items():
        yield {whole: 1, **dict.fromkeys(parts, -1)}


def _last(full, dim):
    return max(f.by[dim] for f in full.figures if f.by.get(dim))


def _along_kinds(truth, catalog):
    for cell, amount in truth.items():
        heirs = [k.name for k in catalog.kinds.values() if k.parent is catalog.kinds[cell.kind]]
        below = [part for heir in heirs if (part := attrs.evolve(cell, kind=heir)) in truth]
        if below:
            own = amount - sum(truth[part] for part in below)
            yield {cell: 1, **dict.fromkeys(below, -1), **({attrs.evolve(cell, own=True): -1} if own else {})}


def own_sums(full, catalog):
    """Return what rows of a kind that others extend come to themselves, where others are told beside them."""
    truth = {}
    for figure in full.figures:
        if figure.denominator is None:
            kind, _, measure = figure.measure.rpartition(".")
            truth[Unknown(kind, measure, frozenset(figure.by.items()))] = figure.sum.gross
    found = {}
    for cell, amount in truth.items():
        heirs = [k.name for k in catalog.kinds.values() if k.parent is catalog.kinds[cell.kind]]
        below = [truth[part] for heir in heirs if (part := attrs.evolve(cell, kind=heir)) in truth]
        if below:
            found[attrs.evolve(cell, own=True)] = amount - sum(below)
    return found


def _solved(equations):
    """Return the unknowns that equations determine: those whose row of the reduced form holds nothing else."""
    rows = {}
    for equation in equations:
        row = dict(equation)
        for pivot in [unknown for unknown in row if unknown in rows]:
            _subtract(row, rows[pivot], row[pivot])
        if not row:
            continue
        pivot = next(iter(row))
        scale = row[pivot]
        row = {unknown: factor / scale for unknown, factor in row.items()}
        for other in rows.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        rows[pivot] = row
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _subtract(row, other, factor):
    for unknown, amount in other.items():
        left = row.get(unknown, 0) - factor * amount
        if left:
            row[unknown] = left
        else:
            row.pop(unknown, None)
