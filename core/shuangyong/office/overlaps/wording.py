"""What is left of the words that units use, when those that differ from unit to unit are taken off.

Two units that tell of one activity seldom use the same words: 举办“八一”军民联欢晚会, 与李村街道联合开展2026年双拥
联欢晚会活动. What is compared is the core of each.
"""

import functools
import re
import unicodedata

#: Words for the same thing, each written as the second.
_SAME = (
    ("迎新春", "春节"),
    ("新春", "春节"),
    ("建军节", "八一"),
    ("军地", "军民"),
    ("军警民", "军民"),
    ("驻军", "驻地"),
    ("联谊", "联欢"),
    ("扫墓", "祭扫"),
    ("恳谈", "座谈"),
)
#: 与…联合举办, 会同…开展: who else took part is told elsewhere.
_TOGETHER = re.compile(
    r"(?:联合|会同|协同|携手|[与和同](?=.{2,24}(?:联合|共同|一起|合作)))[^举开组召]{2,24}(?=举办|举行|开展|组织|召开)"
)
_YEAR = re.compile(r"(?:20\d\d年?|(?<!\d)\d\d年)度?")
_SIGNS = re.compile(r"[^0-9a-z㐀-鿿]+")
#: Words that are there or not without a difference.
_FILLERS = re.compile(
    "联合|共同|一起|举办|举行|开展|组织|召开|参加|参与|承办|协办|进行|走访|前夕|期间|系列|专题|主题|活动|工作"
    "|广大|官兵|(?<=八一)前|(?<=春节)前|(?<=国庆)前|(?<=节)前|[迎庆](?=八一|春节|国庆)"
)
_MARKS = re.compile(
    r"第[一二三四五六七八九十\d]+|[上下]半年|[一二三四]季度|[春夏秋冬]季|\d+|八一|春节|元旦|元宵|清明|端午|七一|中秋|国庆|重阳"
)

#: Places that every unit has one of; which one is meant is not said.
_OWN_PLACE = re.compile(
    "(?:本|我|该|各|全|区|市|县|镇|乡|村|街道|社区|居委会?|村委会?|学校|校|医院|院|中心|单位|局|机关|辖区|驻地|部队|营区|军营"
    "|内|里|外|前|后|体检|住院|多功能|大|小|室|楼|层|上|家中|家|办公|门前|门口|会议|活动|礼堂|操场|广场|食堂|阅览|教室|报告厅|厅|门诊|文化|站|线上)*"
)
#: Who writes 本院体检中心 or 我校操场 means its own, which no other unit's is.
_OWN_PREMISES = re.compile("^(?:本|我)(?:院|校|园|中心|单位|机关|局|委|办|厅|所|馆|站|店|公司|社区|村)")
_OF_REGION = re.compile("^(?:本|我|全)?(?=[省市区县镇乡])")

#: How names of offices end; who leaves it off means the same unit.
_ENDINGS = (
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("社区党委", "社区"),
    ("居民委员会", "社区"),
    ("居委会", "社区"),
    ("村村民委员会", "村"),
    ("村民委员会", "村"),
    ("村委会", "村"),
    ("镇人民政府", "镇"),
    ("镇政府", "镇"),
    ("乡人民政府", "乡"),
    ("乡政府", "乡"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("社区卫生服务中心", "卫生服务中心"),
    ("卫生健康委员会", "卫健局"),
    ("卫生健康局", "卫健局"),
    ("卫健委", "卫健局"),
    ("教育和体育局", "教育局"),
    ("教体局", "教育局"),
    ("商务促进局", "商务局"),
)
_ENDS = tuple(ending for ending, _ in _ENDINGS)
_LEVEL = re.compile("^(?:省|市|区|县)(?=.{2})(?!北区|南区|中区)")


def plain(text: str) -> str:
    """Return a text in half-width forms and small letters, without signs and blanks."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).lower())


@functools.lru_cache(maxsize=1 << 17)
def title_core(title: str) -> str:
    """Return what a title says of the activity itself; empty where nothing is left."""
    text = plain(title)
    for word, same in _SAME:
        if word in text:
            text = text.replace(word, same)
    core = _FILLERS.sub("", _YEAR.sub("", _TOGETHER.sub("", text)))
    return core if len(core) > 1 else ""


@functools.lru_cache(maxsize=1 << 16)
def place_core(place: str) -> str:
    """Return a place as it is compared; empty where it is one that every unit has: 社区活动室, 本院体检中心."""
    text = plain(place)
    return "" if _OWN_PLACE.fullmatch(text) or _OWN_PREMISES.match(text) else _OF_REGION.sub("", text)


@functools.lru_cache(maxsize=1 << 14)
def troops_named(partner: str) -> tuple[str, ...]:
    """Return the public names of troops in a cell; 驻地某部 and its like name nobody."""
    return tuple(sorted({plain(part) for part in re.split("[、，,;；/ ]+", partner) if part and "某" not in part}))


def told_apart(one: str, other: str) -> bool:
    """Tell whether the cores of two titles give different ordinals, quarters or festivals: 第一场 and 第二场."""
    first, second = _marks(one), _marks(other)
    return bool(first and second) and first.isdisjoint(second)


@functools.lru_cache(maxsize=1 << 17)
def _marks(core: str) -> frozenset[str]:
    return frozenset(_MARKS.findall(core))


@functools.lru_cache(maxsize=1 << 14)  # a server's units are asked for again and again
def short_name(name: str, regions: re.Pattern[str]) -> str:
    """Return a unit's name without the regions that it lies in and without its office's ending.

    Args:
        name: As on its seal, or as another unit calls it.
        regions: What matches the names of regions at the beginning.
    """
    text = plain(name)
    text = regions.sub("", text) or text
    text = _LEVEL.sub("", text)
    if text.endswith(_ENDS):
        for ending, instead in _ENDINGS:
            if text.endswith(ending):
                return text[: -len(ending)] + instead
    return text
