"""Invented names: places, people and the public code names of troops. None is meant to be a real one."""

import random
from collections.abc import Iterator, Sequence

#: Districts whose codes are those of GB/T 2260; a city has as many of them as its units need.
CITY = "370200"
DISTRICTS = ("370213", "370214", "370203", "370212", "370211", "370215", "370202")

_TREES = "柳杏枣槐桐榆松柏杨梨桃桑梅竹荷菊兰樱棠枫椿楠桂藤"
_WATERS = "河溪泉桥林山石塘岭湖园"
_LANDS = "里湾坡坊屯埠台庄"

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹"
_GIVEN = "文明志远晓岚立新建平国强海燕静怡书恒若溪定安知秋予宁维诚瑞林思齐嘉禾景行"

#: First digits that public code names have had since 1975 are others, so that these name nobody.
_CODE_NAMES = range(11000, 19999)


def places(rng: random.Random) -> Iterator[str]:
    """Yield names of three characters, such as 柳溪里, each once, in a random order."""
    names = [tree + water + land for tree in _TREES for water in _WATERS for land in _LANDS]
    rng.shuffle(names)
    return iter(names)


def place(rng: random.Random) -> str:
    """Return the name of a place."""
    return rng.choice(_TREES) + rng.choice(_WATERS) + rng.choice(_LANDS)


def person(rng: random.Random) -> str:
    """Return a person's name."""
    given = rng.sample(_GIVEN, 2)
    return rng.choice(_SURNAMES) + "".join(given)


def troops(rng: random.Random, count: int) -> Sequence[str]:
    """Return public code names: five digits and 部队."""
    return [f"{number}部队" for number in sorted(rng.sample(_CODE_NAMES, count))]
