"""Which documents of a text are plans as a whole: by their title, unless they tell of what was done."""

import itertools
import re
from collections.abc import Sequence

from .analysis import Heading
from .cues import Cue
from .sentences import Piece
from .sharing import shared

_PLAN_TITLE = re.compile("计划|安排|方案|意见|要点|打算|思路|设想")
_SUMMARY_TITLE = re.compile("总结|汇报|报告|小结|情况|综述|述职|完成|回顾|进展|落实|成效")
_OPENS_SUMMARY = re.compile("(?:总结|汇报|报告|情况|小结)如下")
#: A plan tells next to nothing as done; a text that does is a summary, whatever copied title stands over it.
_DONE_AT_MOST = 0.25


def plans_of(
    text: str, pieces: Sequence[Piece], under: Sequence[tuple[Heading, ...]], cues: Sequence[Cue]
) -> frozenset[int]:
    """Return where the titles of plans begin; a text of one document has one title, a collection several."""
    parts = zip(pieces, under, shared(cues, pieces), strict=True)
    found = set()
    for title, members in itertools.groupby(parts, key=lambda part: title_of(part[1])):
        if title is not None and _PLAN_TITLE.search(title.title) and not _SUMMARY_TITLE.search(title.title):
            sentences = list(members)
            done = sum(cue.says == "done" for _, _, here in sentences for cue in here)
            opens_summary = _OPENS_SUMMARY.search(text, title.start, sentences[-1][0].end)
            if done <= _DONE_AT_MOST * len(sentences) and not opens_summary:
                found.add(title.start)
    return frozenset(found)


def title_of(headings: Sequence[Heading]) -> Heading | None:
    """Return the title of the document that a sentence under these headings stands in."""
    return headings[0] if headings and headings[0].level == 0 else None
