"""What the words beside a number say of it: 近 and 约, 不足 and 不超过, 各 and 每."""

import re

#: 签约 预约 合约 … are words of their own.
_ABOUT = "(?<![签预协条合公特邀相续违商契婚誓解毁失])大?约[为有计]?"
_HEDGE = re.compile(rf"(?:(?<![附最邻临靠相])近|{_ABOUT}|将近|接近|超过?|逾|达?(?:不少于|不低于|至少))[ \u3000]?$")
_CEILING = re.compile(r"(?:不足|不到|不超过|(?<!不)低于|(?<!不)少于|最多|至多|不满)[ \u3000]?$")
_EACH = re.compile(
    r"(?:各(?:[发送赠给奖补予支捐设开建配派挂][^，。；,;\d]{0,8})?|[人户村家年月校班]均[^，。；,;\d]{0,8}|平均(?!值|水平)[^，。；,;\d]{0,8}"
    r"|每(?:半|[一二两三四五六七八九十\d]{1,3})?个?(?:人|户|名|位|家|件|份|套|台|场|次|例|批|期|节|桌|间|处|所|支|辆|亩|块|张|本|人次|单位|部队|老人|村|月|季度?|年|周|学期|天|日|班|社区|小时|对象|家庭)"
    r"[^，。；,;\d]{0,20})$"
)
_EACH_AFTER = re.compile(r"(?:/|／|每)(?:人|户|名|位|月|年|天|次|场|家|批|期|季度?)")

#: What these words end in: where none of it stands before a number, they need not be looked for.
_HEDGE_ENDS = frozenset("近约为有计超过逾于少 \u3000")
_CEILING_ENDS = frozenset("足到过于多满 \u3000")
_EACH_HOLDS = frozenset("各均每")
_EACH_BEGINS = frozenset("/／每")

#: How far before a number these words are looked for.
NEAR = 24


def hedge(before: str) -> int:
    """Return how many characters of what stands before a number make it approximate."""
    match = _HEDGE.search(before) if before[-1:] in _HEDGE_ENDS else None
    return len(match.group()) if match else 0


def is_ceiling(before: str) -> bool:
    """Tell whether a number is only what a value does not reach."""
    return before[-1:] in _CEILING_ENDS and _CEILING.search(before) is not None


def is_of_each(text: str, before: str, end: int) -> bool:
    """Tell whether a quantity that ends at a place is that of each one or each time, not of all."""
    if not _EACH_HOLDS.isdisjoint(before) and _EACH.search(before):
        return True
    return text[end : end + 1] in _EACH_BEGINS and _EACH_AFTER.match(text, end) is not None
