"""Regions: the administrative division codes of GB/T 2260, and the longer ones of towns and villages."""

import functools
from importlib.resources import files

import attrs

#: Digits of a code by level (GB/T 2260-2007: province, prefecture, county; GB/T 10114-2003: town; village).
LEVELS = {"province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 12}

#: Names that only group a province's districts and counties, and are no part of an address.
_GROUPS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


@attrs.frozen
class Region:
    """A region by its code without trailing zeros of lower levels: ``37``, ``3702``, ``370213``, ``370213004``."""

    code: str

    @classmethod
    def parse(cls, text: str) -> "Region":
        """Return the region of a code of 6, 9 or 12 digits.

        Raises:
            ValueError: It has another length, other characters, or no such county, city or province exists.
        """
        if not text.isascii() or not text.isdigit() or len(text) not in (6, 9, 12):
            raise ValueError("行政区划代码应为 6、9 或 12 位数字")
        region = cls(_trimmed(text))
        if region.at("county").code.ljust(6, "0") not in _names():
            raise ValueError("GB/T 2260 中没有这个行政区划代码")
        return region

    @property
    def level(self) -> str:
        """province, prefecture, county, township or village."""
        return next(level for level, digits in LEVELS.items() if digits == len(self.code))

    @property
    def name(self) -> str:
        """Its own name; for towns and villages, which the standard does not list, the county's."""
        return _names()[self.at("county").code.ljust(6, "0")]

    @property
    def path(self) -> str:
        """The names from the province down: 山东省青岛市李沧区."""
        names = [self.at(level).name for level, digits in LEVELS.items() if digits <= min(len(self.code), 6)]
        # A city without counties (东莞市) bears its own name at both levels.
        return "".join(name for name in dict.fromkeys(names) if name not in _GROUPS)

    def at(self, level: str) -> "Region":
        """Return the region of a higher level that holds it; itself where it is not below that level."""
        return Region(self.code[: LEVELS[level]])

    def holds(self, other: "Region") -> bool:
        """Tell whether another region is this one or lies in it."""
        return other.code.startswith(self.code)


def _trimmed(code: str) -> str:
    for digits in LEVELS.values():
        if not code[digits:].strip("0"):
            return code[:digits]
    return code


@functools.cache
def _names() -> dict[str, str]:
    text = files(__package__).joinpath("regions.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())
