"""Writing a document as Markdown, for reading, pasting and comparing; a comment at the end records its figures."""

import re
from collections.abc import Iterator

from .announcing import labels, lines
from .document import Block, Document, Heading, Inline, Inlines, Pictures, Table, Text
from .docx_signature import chinese_date
from .located import Located, located
from .provenance import figures_to_json, missing

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&~$!])")
# What would begin a list, a rule or a quotation at the start of a line.
_LEADING = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])")
_COMMENT, _BETWEEN, _END = "\n<!-- shuangyong ", "\n", " -->\n"

Piece = str | tuple[Inline, str]


def render_markdown(document: Document, fonts: str = "") -> bytes:  # noqa: ARG001  no typefaces here
    """Return a document as Markdown in UTF-8; nothing that a person typed is read as markup."""
    written = located(_pieces(document))
    record = f"{figures_to_json(document)}{_BETWEEN}{written.to_json()}"
    return f"{written.text}{_COMMENT}{_harmless(record)}{_END}".encode()


def read_markdown_record(content: str) -> tuple[str, dict[int, str]]:
    """Return the record of figures, and what stands now in the place of each edited one; raises ProblemsFound."""
    text, found, comment = content.replace("\r\n", "\n").rpartition(_COMMENT)
    if not found:
        raise missing()
    figures, between, place = comment.rstrip().removesuffix(_END.strip()).partition(_BETWEEN)
    if not between:
        raise missing()
    return figures, Located.from_json(place).edited(text)


def _pieces(document: Document) -> Iterator[Piece]:
    yield f"# {_escaped(document.title)}\n"
    if document.addressee:
        yield f"\n{_escaped(document.addressee)}：\n"
    yield from _story(document.blocks)
    for line in lines(document):
        numbered = _LEADING.sub(r"\1\\\2", _escaped(line))  # no list
        yield f"\n{numbered}\n"
    yield f"\n{_escaped(document.issuer)}\n\n{chinese_date(document.date)}\n"
    for label, attachment in zip(labels(document), document.attachments, strict=True):
        yield f"\n# {label} {_escaped(attachment.title)}\n"
        yield from _story(attachment.blocks)


def _story(blocks: tuple[Block, ...]) -> Iterator[Piece]:
    for block in blocks:
        yield "\n"
        match block:
            case Table():
                yield from _table(block)
            case Pictures():  # named only: the text stays one file
                yield f"（{'；'.join(_escaped(one.label) for one in block.pictures)}）\n"
            case Heading():
                yield f"{'#' * (block.level + 1)} {_escaped(block.number)}"
                yield from _line(block.content)
            case _:
                yield from _line(block.content, begins=True)


def _line(content: Inlines, *, begins: bool = False) -> Iterator[Piece]:
    yield from _inlines(content, begins=begins)
    yield "\n"


def _inlines(content: Inlines, *, begins: bool = False) -> Iterator[Piece]:
    for place, inline in enumerate(content):
        text = _escaped(inline.text)
        if begins and place == 0 and isinstance(inline, Text):
            text = _LEADING.sub(r"\1\\\2\3" if inline.text[0].isdigit() else r"\\\3", text)
        # CommonMark does not close ** between punctuation and Chinese, as in **“八一”**走访.
        plain = inline.text[:1].isalnum() and inline.text[-1:].isalnum()
        opening, closing = ("**", "**") if plain else ("<strong>", "</strong>")
        if inline.bold:
            yield opening
        yield inline, text
        if inline.bold:
            yield closing


def _table(table: Table) -> Iterator[Piece]:
    if table.caption:
        yield f"{_escaped(table.caption)}\n\n"
    yield f"| {' | '.join(map(_escaped, table.header))} |\n"
    yield "|" + "|".join(" ---: " if place in table.numeric else " --- " for place in range(len(table.header))) + "|\n"
    for row in table.rows:
        for cell in row:
            yield "| "
            yield from _inlines(cell)
            yield " "
        yield "|\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _harmless(json: str) -> str:
    """Return JSON that cannot end the comment it stands in."""
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("--", "-\\u002d")


def without_record(content: bytes) -> bytes:
    """Return a Markdown file without the record of its figures, as people read it on a screen."""
    return content.partition(_COMMENT.encode())[0] + b"\n"
