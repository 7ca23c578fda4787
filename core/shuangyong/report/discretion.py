"""Texts of cells as a paper may say them: what is private goes, with the brackets and the words that led to it."""

import re

from ..model.privacy import mask

# What masking leaves, here or in the copy that left the unit; the cells of that copy hold it as text.
_HIDDEN = r"［[^［］]*已隐去］"
_LEAD = (
    r"(?:(?:联系|办公|移动|固定|家庭|本人|服务|咨询)?(?:电话|手机|座机|联系方式|身份证|银行卡|卡号|账号|住址|地址)(?:号码|号|)"
    r"|号码|[Tt][Ee][Ll])"
)
_PRIVATE = re.compile(rf"[，、；,; ]*(?:{_LEAD}\s*[:：为是]?\s*)?{_HIDDEN}(?:\s*[、，/或和]?\s*{_HIDDEN})*")
_HOLLOW = re.compile(r"（\s*）|\(\s*\)|【\s*】|〔\s*〕|\[\s*\]")
_LOOSE = re.compile(r"(?:^|(?<=[（(【〔\[]))[，、；：,;:\s]+")


def discreet(text: str) -> str:
    """Return a text without personal numbers, each gone as if it had not been typed; designations read 驻地某部."""
    masked = mask(text)
    if "已隐去］" not in masked:
        return masked
    without = _LOOSE.sub("", _PRIVATE.sub("", masked))
    while (emptied := _HOLLOW.sub("", without)) != without:
        without = emptied
    return without.strip()
