"""The body of an official document in Word: title, addressee, blocks, signature and attachments, in this order."""

from collections.abc import Iterable, Iterator

from .announcing import announced, labels
from .document import Attachment, Block, Document, Heading, Pictures, Table, plain
from .docx_page import LINE, TYPE, section
from .docx_pictures import pictures
from .docx_runs import paragraph, run, runs
from .docx_signature import signature
from .docx_styles import HEADING_LEVELS, TITLE_LINE
from .docx_table import table
from .docx_xml import Attributes, Element, Property, element, properties, w
from .titles import break_title
from .widths import width

# A longer paragraph is let go: LibreOffice moves a kept one whole, and would leave an empty page before it.
_LONGEST_KEPT = 22 * 28  # characters, a page


def body(document: Document) -> Element:
    """Return the part ``document.xml``."""
    names = tuple(filter(None, (document.issuer, document.addressee)))
    content = [_title("Title", document.title, names)]
    if document.addressee:
        content.append(paragraph("Addressee", run(document.addressee.rstrip("：:") + "：")))
    # The last block stays with what follows it, so that no page holds a signature alone.
    content += _story(document.blocks, keep_end=True)
    content += _attachment_note(document)
    content += signature(document.issuer, document.date)
    for label, attachment in zip(labels(document), document.attachments, strict=True):
        content += _attachment(label, attachment, names)
    return element("document", element("body", *_parted(content), section()))


def _title(style: str, title: str, names: Iterable[str]) -> Element:
    lines = break_title(title, names)
    # The blank line below gives what the title's lines take more than others, so that the page holds 22 all the same.
    below: Attributes = {"after": max(LINE - len(lines) * (TITLE_LINE - LINE), 0)}
    return paragraph(style, run("\n".join(lines)), spacing=below)


def _story(blocks: tuple[Block, ...], *, keep_end: bool = False) -> Iterator[Element]:
    for place, block in enumerate(blocks, 1):
        keep = keep_end and place == len(blocks)
        if isinstance(block, Table):
            yield from table(block, keep_next=keep)
        elif isinstance(block, Pictures):
            yield from pictures(block, keep_next=keep)
        elif isinstance(block, Heading):
            level = min(max(block.level, 1), HEADING_LEVELS)
            yield paragraph(f"Heading{level}", run(block.number), *runs(block.content))
        else:
            short = width(plain(block.content)) <= _LONGEST_KEPT
            yield paragraph("BodyText", *runs(block.content), **({"keepNext": True} if keep and short else {}))


def _attachment(label: str, attachment: Attachment, names: Iterable[str]) -> Iterator[Element]:
    yield paragraph("Attachment", run(label))
    yield _title("AttachmentTitle", attachment.title, names)
    yield from _story(attachment.blocks)


def _attachment_note(document: Document) -> Iterator[Element]:
    """Yield the 附件说明, a blank line below the body: turned lines stand under the name's first character."""
    count = len(document.attachments)
    number_width = (0, TYPE, TYPE * 3 // 2)[(count > 1) + (count > 9)]
    name_begins = 5 * TYPE + number_width  # two characters, 附件： and the number
    for opening, number, title in announced(document):
        mark = f"{number}\t" if number else ""
        place = {"left": name_begins, "hanging": name_begins - (2 if opening else 5) * TYPE}
        extra: dict[str, Property] = {"spacing": {"before": LINE}} if opening else {}
        marks = properties("pPr", pStyle="AttachmentNote", ind=place, **extra)
        yield element("p", marks, run(f"{opening}{mark}{title}"))


def _parted(content: list[Element]) -> Iterator[Element]:
    """Yield content with a hairline after a table that would melt into the next, or end the file, where none may."""
    for place, node in enumerate(content, 1):
        yield node
        following = content[place] if place < len(content) else None
        if node.tag == w("tbl") and (following is None or following.tag == w("tbl")):
            hairline: Attributes = {"before": 0, "after": 0, "line": 20, "lineRule": "exact"}
            yield element("p", properties("pPr", pStyle="TableText", spacing=hairline))
