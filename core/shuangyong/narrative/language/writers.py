"""Who writes a text, as far as its titles say: what is a wider place to it, and whose deeds are not its own."""

import re
from collections.abc import Iterable

import attrs

from .analysis import Heading

_UNIT = re.compile(
    "医院|卫生院|卫生服务中心|保健院|学校|中学|小学|幼儿园|学院|大学|社区|居委会|村(?!镇)|公司|银行|支行|商场|超市|企业|集团|车站"
)
_BUREAU = re.compile("[局委办厅处](?!事处)|办公室|系统|部门|中心|所|站")
_CALLED = re.compile("我(院|校|园|社区|村|公司|行|局|委|办|厅|镇|乡|街道|县|区|旗|市|省)(?!委|里|政府|人大|民)")
_UNIT_CALLED = frozenset(("院", "校", "园", "社区", "村", "公司", "行"))
_BUREAU_CALLED = frozenset(("局", "委", "办", "厅"))
#: What speaks for all offices of its place.
_SPEAKS_FOR_PLACE = re.compile("双拥办|双拥工作领导小组|退役军人事务|民政局|人武部")
_PLACES = (("[镇乡]|街道|办事处", 1), ("[县区旗]", 2), ("市", 3), ("省|自治区", 4))
_SCOPES = {"国": 5, "军": 5, "省": 4, "市": 3, "县": 2, "区": 2, "旗": 2, "镇": 1, "乡": 1, "街道": 1}

#: Offices that act beside the unit that writes.
_OFFICE_NAMES = """
人民政府 政府 党委 省委 市委 县委 区委 旗委 人大 政协 人武部 武装部 军分区 警备区 双拥办 财政部门
民政部门 民政局 财政局 教育局 卫生局 卫健委 卫健局 人社局 退役军人事务部 退役军人事务厅 退役军人事务局
退役军人局 妇联 团委 总工会
"""
OFFICES = tuple(_OFFICE_NAMES.split())
_NAMES = "|".join(OFFICES)
_OFFICE = rf"(?:[^，。；、\s在由和与对向从据为经按请被受将把给]{{0,6}}?(?:{_NAMES}))"
#: An office that is the subject of what a clause tells: 市民政局向…, 县委、县政府投入….
_DEED = re.compile(
    rf"\s*(?:{_OFFICE}、){{0,4}}(?P<office>{_OFFICE})(?:等|各级|主要领导|有关领导|领导|同志|也|又|还|共|先后|一次性){{0,3}}"
    r"(?:向(?!我)|为(?!组长|主任|指导)|给|投入|投资|拨付|拨款|下拨|出资|捐赠|安排|发放|划拨|慰问|走访|免费|筹集|筹措|组织)"
)
_NAME = re.compile(_NAMES)


@attrs.frozen
class Writer:
    """Who writes.

    Attributes:
        rank: How wide its own place is: 4 a province, 3 a city, 2 a county, 1 a township, 0 a unit in one; 3 for a
            bureau whose place is not said.
        place: Whether it is a place itself, whose offices' deeds are all its own.
        title: The titles of its text.
    """

    rank: int
    place: bool
    title: str

    def is_beyond(self, scope: str) -> bool:
        """Tell whether 全市, 全国 … is a wider place than its own."""
        return _SCOPES[scope[1:]] > self.rank

    def is_others(self, text: str, start: int, end: int) -> bool:
        """Tell whether a clause tells what another unit did."""
        if self.place:
            return False
        match = _DEED.match(text, start, end)
        if match is None:
            return False
        names = _NAME.findall(match["office"])
        return bool(names) and not any(name in self.title for name in names)


def writer_of(text: str, headings: Iterable[Heading]) -> Writer:
    """Return who has written: as it calls itself (我院, 我镇), else as its titles say, which may be copied."""
    title = " ".join(heading.title for heading in headings if heading.level == 0)
    called = set(_CALLED.findall(text))
    if called & _UNIT_CALLED or (not called and _UNIT.search(title)):
        return Writer(0, False, title)
    narrowest = next((rank for words, rank in _PLACES if _is_of(words, called, title)), 3)
    if _SPEAKS_FOR_PLACE.search(title):
        return Writer(narrowest, True, title)
    bureau = bool(called & _BUREAU_CALLED) or (not called and _BUREAU.search(title) is not None)
    return Writer(3 if bureau and narrowest > 1 else narrowest, not bureau and bool(called or title), title)


def _is_of(words: str, called: set[str], title: str) -> bool:
    return any(re.search(words, one) for one in called - _BUREAU_CALLED) or re.search(words, title) is not None
