"""What a proofreader marks, and the classes of flaws."""

import attrs

#: Every class of flaw with its Chinese name, in the order in which the manual explains them.
FLAWS = {
    "placeholder": "没有填的空",
    "wrong_sector": "别的行业的话",
    "off_topic": "不是双拥材料",
    "anniversary": "周年数不对",
    "wrong_year": "年份不对",
    "numbering": "序号不连续",
    "old_name": "旧称或错称",
    "web_residue": "网页残留",
    "duplicate_passage": "重复的段落",
    "sum": "合计不符",
    "unit": "单位写错",
    "military_designation": "部队番号",
    "personal_data": "个人信息",
    "typo": "错别字",
    "contradicts_ledger": "与台账不一致",
    "not_in_ledger": "台账里没有",
    "omitted": "台账里有、文中没写",
}


@attrs.frozen(kw_only=True)
class Finding:
    """One place that a careful proofreader would mark.

    Attributes:
        flaw: Its class, one of :data:`FLAWS`.
        quote: The characters of the text from ``start`` to ``end``; empty where something is missing from it.
        start: Where it begins.
        end: Where it ends.
        message: What is wrong and why, in Chinese.
        suggest: What to write or do instead, in Chinese.
    """

    flaw: str
    quote: str
    start: int
    end: int
    message: str
    suggest: str

    @property
    def label(self) -> str:
        """The Chinese name of its class."""
        return FLAWS[self.flaw]
