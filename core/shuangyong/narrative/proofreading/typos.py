"""``typo``: a few slips that are certain, most of them made of a list of confusions and the domain's own words."""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .draft import Draft
from .eras import load
from .findings import Finding

_ABOUT = re.compile(
    r"[近约](?:\d[\d.,]*|[一二三四五六七八九十百千两]+)[万亿千百]?[多余](?=[人名户次元万件场个家份条期])"
    r"|约(?:\d[\d.,]*|[一二三四五六七八九十百千两]+)[万亿]?[人名户次元件场个家份条期]左右"
)
_SIGNS = re.compile(r"[，,。；;：:、]{2,}(?<!……)|、(?=等(?:法律|单位|部门|活动|形式|工作|内容|方面))|、(?=和[一-龥])")


def find(draft: Draft) -> Iterator[Finding]:
    """Yield slips with the word that is meant."""
    for match in draft.matches(_pattern()):
        right = _slips()[match.group()]
        yield draft.finding("typo", match.span(), f"“{match.group()}”应为“{right}”。", f"改为“{right}”。")
    for match in draft.matches(_ABOUT):
        message = f"“{match.group()}”前后用了两个约数，意思相抵。"
        yield draft.finding("typo", match.span(), message, "请只留一个，如“近百人”或“百余人”。")
    for match in draft.matches(_SIGNS):
        message = f"标点“{match.group()}”多余或重复。"
        yield draft.finding("typo", match.span(), message, "请删去多余的标点。")


@functools.cache
def _slips() -> Mapping[str, str]:
    """Return every slip with its mend."""
    table: dict[str, Any] = load("confusions.toml")
    words = table["words"]
    made = {
        word[:at] + wrong + word[at + 1 :]: word
        for word in words
        for at, character in enumerate(word)
        for wrong in table["characters"].get(character, "")
    }
    slips: dict[str, str] = table["slips"]
    return {wrong: word for wrong, word in made.items() if wrong not in words} | slips


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_slips(), key=len, reverse=True))))
