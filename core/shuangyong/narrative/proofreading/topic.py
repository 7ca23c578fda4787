"""``off_topic``: a text that is not about 双拥, whatever its title says; judged as the reader of records judges it."""

from collections.abc import Iterator

from ..reading.topic import off_topic
from .draft import Draft
from .findings import Finding


def find(draft: Draft) -> Iterator[Finding]:
    """Yield the finding that a text is about something else, if it is."""
    if found := off_topic(draft.analysis):
        mend = "请核对是不是拿错了材料；只留与双拥有关的内容。"
        yield draft.finding("off_topic", (found.start, found.end), found.message, mend)
