"""Amounts as pages print them."""

from decimal import Decimal


def amount_text(amount: Decimal, approx: bool = False, *, signed: bool = False) -> str:
    """Return an amount with thousands set apart and without idle zeros; 约 before it where it is approximate."""
    plain = format(amount, "+,f" if signed and amount else ",f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"约{plain}" if approx else plain
