"""Which typefaces a document names: the set of government offices, or what every Windows has."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from ..model.problems import UnknownNameError


@attrs.frozen
class Font:
    """A typeface, the one that Word should take where it is missing, and whether it is set bold to look heavier."""

    name: str
    instead: str
    bold: bool = False


@attrs.frozen(kw_only=True)
class FontMap:
    """The typefaces of GB/T 9704-2012 by what they are for.

    Attributes:
        title: 小标宋, of titles.
        heading: 黑体, of first-level headings, table heads and the word 附件.
        kai: 楷体, of second-level headings.
        body: 仿宋, of everything else.
        song: 宋体, of page numbers.
        latin: Of letters and digits inside 仿宋 and 楷体.
    """

    title: Font
    heading: Font
    kai: Font
    body: Font
    song: Font
    latin: Font

    def __iter__(self) -> Iterator[Font]:
        """Yield each typeface once."""
        return iter(dict.fromkeys((self.title, self.heading, self.kai, self.body, self.song, self.latin)))


_HEI = Font("黑体", "SimHei")
_SONG = Font("宋体", "SimSun")
_LATIN = Font("Times New Roman", "Liberation Serif")

GOV = FontMap(
    title=Font("方正小标宋简体", "华文中宋"),
    heading=_HEI,
    kai=Font("楷体_GB2312", "楷体"),
    body=Font("仿宋_GB2312", "仿宋"),
    song=_SONG,
    latin=_LATIN,
)

WINDOWS = FontMap(
    # No Windows has 小标宋; bold 宋体 is what offices put in its place.
    title=Font("宋体", "SimSun", bold=True),
    heading=_HEI,
    kai=Font("楷体", "KaiTi"),
    body=Font("仿宋", "FangSong"),
    song=_SONG,
    latin=_LATIN,
)

FONT_MAPS: Mapping[str, FontMap] = MappingProxyType({"gov": GOV, "windows": WINDOWS})


def font_map(name: str) -> FontMap:
    """Return the font map of this name; raises UnknownNameError, which lists the known ones."""
    if name not in FONT_MAPS:
        raise UnknownNameError("字体方案", name, FONT_MAPS)
    return FONT_MAPS[name]
