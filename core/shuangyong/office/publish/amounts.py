"""How every published number is written: in its own unit, with digits in threes, on pages, in tables and sentences.

Money stays in 元: 4,498,219.5元 is exact, whereas 万元 would be for one figure and not for its neighbour. GB/T
15835—2011 allows a comma after every three digits.
"""

from decimal import Decimal


def published(amount: Decimal, *, approx: bool = False) -> str:
    """Return an amount: 1,234.5 or 约1,234.5, without idle zeros."""
    text = f"{amount:,f}"
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return f"约{bare}" if approx else bare
