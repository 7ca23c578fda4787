"""Units in addresses: an office may give a unit any code, and a slash or dots would lead elsewhere."""

from urllib.parse import quote, unquote


def unit_address(code: str) -> str:
    """Return a unit's code as a part of an address."""
    return quote(code, safe="").replace(".", "%2E").replace("~", "%7E").replace("%", "~")


def unit_of(part: str) -> str:
    """Return the unit's code that a part of an address stands for; an empty text where it can stand for none."""
    try:
        code = unquote(part.replace("~", "%"), errors="strict")
    except UnicodeDecodeError:
        return ""
    return code if unit_address(code) == part else ""
