"""Why a cell is refused or doubted, before anybody knows in which sheet it stands."""

from typing import Any


class Refused(Exception):
    """A cell cannot be taken: ``what`` completes 「体检人数」…, ``fix`` says how to mend it, both in Chinese."""

    def __init__(self, code: str, what: str, fix: str) -> None:
        self.code = code
        self.what = what
        self.fix = fix
        super().__init__(what)


class Doubted(Refused):
    """A cell is taken as ``value``, approximate or not, with a warning."""

    def __init__(self, code: str, what: str, fix: str, value: Any = None, *, approx: bool = False) -> None:
        super().__init__(code, what, fix)
        self.value = value
        self.approx = approx
