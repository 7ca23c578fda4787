"""Where a TOML text is wrong, in Chinese."""

import re
import tomllib

_PLACE = re.compile(r"line (\d+), column (\d+)")


def toml_place(cause: tomllib.TOMLDecodeError) -> str:
    """Return where a text stops being TOML: 第 3 行第 8 列; 末尾 where it ends too early.

    What the parser says beside it is in English, and is left out.
    """
    place = _PLACE.search(str(cause))
    return f"第 {place[1]} 行第 {place[2]} 列" if place else "末尾"
