"""``military_designation``: the internal names of troops. A code name (五位数+部队) and 某部 may be printed."""

import re
from collections.abc import Iterator

from ...model.privacy import SOME_TROOPS, find_private
from .draft import Draft
from .findings import Finding

#: No sentence without one of these holds a designation, and few hold one.
_SUSPECT = re.compile(
    r"第[\d〇零一二三四五六七八九十百]{1,5}[^，。；\n]{0,6}(?:军|师|旅|团|营|连|队|基地|舰)|好[一二三四五六七八九十]连"
    r"|[\d〇零一二三四五六七八九](?:集团军|师|旅)|集团军|舰队|战区|武警[^，。；\n官战部]{2,14}队"
    r"|(?:英雄|模范|特功|大功|功臣|硬骨头|红军|雷锋|猛虎|老虎|尖刀|先锋|守备)[^，。；\n]{0,4}[军师旅团营连]"
)
#: Units of the past: their deeds are history and may be told.
_HISTORY = re.compile(
    "红军|八路军|新四军|志愿军|野战军|解放战争|抗战|抗日|抗美援朝|长征|起义|渡江|淮海|辽沈|平津|革命战争|战争年代"
)
_NUMBER = re.compile(r"\d|第[一二三四五六七八九十百〇零]|[〇零一二三四五六七八九]{2}")


def find(draft: Draft) -> Iterator[Finding]:
    """Yield the designations in a document."""
    done = 0
    for match in draft.matches(_SUSPECT):
        if match.start() < done:
            continue
        first, done = draft.sentence(*match.span())
        for span in find_private(draft.text[first:done]):
            start, end = first + span.start, first + span.end
            if span.what == "部队番号" and not _may_be_printed(draft, start, end):
                message = f"“{draft.text[start:end]}”像是部队的真实番号或能认出部队的荣誉称号，不宜写进材料。"
                mend = f"请改为“{SOME_TROOPS}”，或按规定使用的部队代号（五位数字+部队）。"
                yield draft.finding("military_designation", (start, end), message, mend)


def _may_be_printed(draft: Draft, start: int, end: int) -> bool:
    """Tell whether it is of the past, or a post of the armed police by its place (武警某县中队) and no number."""
    said = draft.text[start:end]
    by_place = said.startswith(("武警", "驻地武警")) and not _NUMBER.search(said)
    return by_place or bool(_HISTORY.search(draft.sentence_text((start, end))))
