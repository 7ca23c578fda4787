"""What a number stored in a workbook stands for: an exact decimal numeral, or a day."""

import datetime
import decimal
import re
from decimal import Decimal

_SIMPLE = re.compile(r"(?:0|-?[1-9][0-9]{0,14})|-?(?:0|[1-9][0-9]{0,6})\.[0-9]{0,6}[1-9]")
"""Numerals that need no second thought: at most 15 significant digits and no zeros to spare."""
_NUMERAL = re.compile(r"[+-]?(?:[0-9]+(\.[0-9]*)?|(\.[0-9]+))([eE][+-]?[0-9]{1,4})?")
_LONGEST = 400
_PLAIN = 30
"""Beyond ten to this power, up or down, a numeral keeps its exponent: 300 zeros help nobody."""
_FIFTEEN = decimal.Context(prec=15, rounding=decimal.ROUND_HALF_UP, Emax=9999, Emin=-9999)
_LARGEST = Decimal("9.99999999999999E+307")
_SMALLEST = Decimal("2.2250738585072E-308")
"""Excel's specified limits of a number."""

_DAY_SECONDS = 86_400
_LAST_SERIAL = {False: 2_958_465, True: 2_957_003}
"""9999-12-31 in the 1900 and in the 1904 date system."""

_FIRST_1904 = datetime.date(1904, 1, 1).toordinal()
_FIRST_1900 = datetime.date(1899, 12, 30).toordinal()
"""Day 0 as seen from March 1900 on; before Excel's 29 February 1900 it is a day later."""


def numeral(stored: str) -> str | None:
    """Return a stored number as a decimal numeral, or None where it is no number that Excel can hold.

    A workbook stores a double with up to 17 digits, so 0.1 + 0.2 stands there as 0.30000000000000004. Excel
    shows and compares 15 significant digits; so a numeral with a point or an exponent is rounded half up to
    15. One written as a whole number is kept digit for digit: it has no binary noise, and a program that
    wrote an 18-digit number wrote what it meant.
    """
    if _SIMPLE.fullmatch(stored):
        return stored
    text = stored.strip(" \t\r\n")
    match = _NUMERAL.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    value = Decimal(text)
    if match.lastindex:
        value = _FIFTEEN.plus(value)
    if value and not _SMALLEST <= abs(value) <= _LARGEST:
        return None
    if not value:
        return "0"
    if match.lastindex and abs(value.adjusted()) > _PLAIN:
        return str(value.normalize(_FIFTEEN))
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def day(serial: str, *, from_1904: bool) -> str | None:
    """Return the ISO 8601 date, time or both (to the second) of a serial, given as a plain numeral.

    None where no day bears it: below 0, beyond 9999, and in the 1900 system 60 (Excel's 29 February 1900,
    kept for Lotus 1-2-3) and 0. A serial between 0 and 1 is a time of day.
    """
    if serial.isdecimal() and 60 < int(serial) <= _LAST_SERIAL[from_1904]:
        return _date(int(serial), from_1904)
    value = Decimal(serial)
    if not 0 <= value < _LAST_SERIAL[from_1904] + 1:
        return None
    days = int(value)
    seconds = int(((value - days) * _DAY_SECONDS).to_integral_value(decimal.ROUND_HALF_UP))
    if seconds == _DAY_SECONDS:
        days, seconds = days + 1, 0
    minutes, second = divmod(seconds, 60)
    time = datetime.time(*divmod(minutes, 60), second).isoformat()
    if days == 0 and seconds:
        return time
    if days > _LAST_SERIAL[from_1904] or (not from_1904 and days in (0, 60)):
        return None
    date = _date(days, from_1904)
    return f"{date}T{time}" if seconds else date


def _date(days: int, from_1904: bool) -> str:
    first = _FIRST_1904 if from_1904 else _FIRST_1900 + (days < 60)
    return datetime.date.fromordinal(first + days).isoformat()
