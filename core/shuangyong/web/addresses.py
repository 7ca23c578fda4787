"""Units in addresses: an office may give a unit any code, and a slash would cut an address in two."""

from urllib.parse import quote, unquote


def unit_address(code: str) -> str:
    """Return a unit's code as a part of an address."""
    return quote(quote(code, safe="").replace("%", "~"), safe="~")


def unit_of(part: str) -> str:
    """Return the unit's code that a part of an address stands for; an empty text where it can stand for none."""
    try:
        code = unquote(part.replace("~", "%"), errors="strict")
    except UnicodeDecodeError:
        return ""
    return code if unit_address(code) == part else ""
