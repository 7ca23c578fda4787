"""``wrong_year``: a title that names another year than the one that the document should be of."""

import re
from collections.abc import Iterator

from .draft import YEAR, Draft
from .findings import Finding

#: 2024—2026年: the years of a span stand for all between.
_SPAN = re.compile(r"((?:19|20)\d\d)年?[-—~～至到]{1,2}((?:19|20)\d\d)年")


def find(draft: Draft) -> Iterator[Finding]:
    """Yield each title whose year is not the year asked for; without one asked for, none can be wrong."""
    if (year := draft.told_year) is None:
        return
    for part in draft.parts:
        for line in part.titles:
            named = {int(match[1]) for match in YEAR.finditer(line.said)}
            for match in _SPAN.finditer(line.said):
                named.update(range(int(match[1]), int(match[2]) + 1))
            if named and year not in named:
                first = YEAR.search(line.said)
                assert first is not None, "a year was found in it"
                span = line.start + first.start(1), line.start + first.end(1)
                message = f"标题写的是{first[1]}年，要的是{year}年的材料。"
                yield draft.finding(
                    "wrong_year", span, message, f"请核对：拿错了材料的换成{year}年的；标题没有改的请改正。"
                )
