"""Where a TOML text is wrong, in Chinese."""

import re
import tomllib

_PLACE = re.compile(r"line (\d+), column (\d+)")


def toml_fault(cause: tomllib.TOMLDecodeError) -> str:
    """Return where a text stops being TOML, and how: 第 3 行第 8 列的写法不对; 末尾 where it ends too early.

    What the parser says beside it is in English, and is left out.
    """
    place = _PLACE.search(str(cause))
    where = f"第 {place[1]} 行第 {place[2]} 列" if place else "末尾"
    again = str(cause).startswith(("Cannot overwrite", "Cannot declare"))
    return f"{where}把前面写过的又写了一遍" if again else f"{where}的写法不对"
