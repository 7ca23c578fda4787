"""How a document speaks of its attachments: 附件：1. … below the body, 附件1 above each, as GB/T 9704—2012 has it."""

from .document import Document


def labels(document: Document) -> list[str]:
    """Return what stands above each attachment: 附件1, 附件2 …; the only one has no number."""
    count = len(document.attachments)
    return ["附件"] if count == 1 else [f"附件{number}" for number in range(1, count + 1)]


def announced(document: Document) -> list[tuple[str, str, str]]:
    """Return the lines of the 附件说明: 附件： of the first, else nothing; the number (1.) of several; the title."""
    titles = [attachment.title for attachment in document.attachments]
    several = len(titles) > 1
    return [
        ("" if number > 1 else "附件：", f"{number}." if several else "", title)
        for number, title in enumerate(titles, 1)
    ]


def lines(document: Document) -> list[str]:
    """Return the lines of the 附件说明 as text: 附件：1. 名单."""
    return [f"{opening}{f'{number} ' if number else ''}{title}" for opening, number, title in announced(document)]
