"""Units: who keeps a ledger, and the codes that name them."""

from .dates import PartialDate
from .fields import day, integer, text
from .kinds import Record, record

_USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_LENGTH = 18

#: The first sheet: unit data (labels in column A, values in B), and below them what is declared of each kind.
INFO = "单位信息"


@record(INFO, abstract=True)
class Unit(Record):
    """Who keeps the ledger, and for which year; the first sheet of every ledger is made of it."""

    name: str = text("单位名称", required=True, hint="单位全称，与公章一致")
    code: str | None = text("单位代码", hint="统一社会信用代码（18位），或双拥办编发的代码")
    sector: str = text("行业", required=True, hint="由所装插件决定，请勿改动")
    region: str | None = text("行政区划代码", hint="六位，如 370213；乡镇九位，村（社区）十二位")
    year: int = integer("年度", required=True, hint="一本台账记一个自然年度", aliases=("年份",))
    addressee: str | None = text(
        "报送单位", hint="总结、计划报给谁，如 某某区双拥工作领导小组办公室", aliases=("主送机关",)
    )
    liaison: str | None = text("联络员", hint="负责双拥工作的联络员姓名")
    phone: str | None = text("联络电话", sensitive=True, hint="只留在本单位台账，不上报", aliases=("联络员电话",))
    filled: PartialDate | None = day("填报日期", later=(12, 31), earlier=True, hint="公文的成文日期；不填则用出文当天")


def uscc_is_valid(code: str) -> bool:
    """Tell whether a 统一社会信用代码 is right by its check character (GB 32100-2015, modulo 31)."""
    if len(code) != USCC_LENGTH or any(character not in _USCC_CHARACTERS for character in code):
        return False
    total = sum(_USCC_CHARACTERS.index(character) * pow(3, place, 31) for place, character in enumerate(code[:-1]))
    return _USCC_CHARACTERS[-total % 31] == code[-1]
