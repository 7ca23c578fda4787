"""The text of a Markdown file: headings, paragraphs, list numbers and tables without their marks."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..extracted import Form
from . import html
from .characters import clean, joined
from .lines import Line, Strand, laid_out
from .sources import refused

_CHARACTERS = 1_000_000
#: CommonMark leaves the stars of **“八一”**走访 standing: beside a Chinese character they close nothing.
_EMPHASIS = re.compile(r"\*\*([“「《（【][^*\n]*|[^*\n]*[”」》）】：，。！])\*\*")


def lines(text: str) -> Iterator[Line]:
    """Yield a file's lines; a title of the first rank is the document's.

    Raises:
        ProblemsFound: It is too large: parsing takes a second for every 150,000 characters.
    """
    if len(text) > _CHARACTERS:
        size, limit = len(text) // 10_000, _CHARACTERS // 10_000
        raise refused("too-large", f"文件太大：有 {size} 万字，最多读 {limit} 万字。", "请分成几个文件。")
    tokens = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").parse(_EMPHASIS.sub(r"\1", text))
    prefix, level = "", None
    table = row = column = 0
    cells: list[tuple[int, list[Line]]] = []
    for token in tokens:
        match token.type:
            case "list_item_open":
                prefix = f"{token.info}{token.markup} " if token.info else ""
            case "heading_open":
                level = int(token.tag[1]) - 1
            case "table_open":
                table, row = table + 1, 0
            case "tr_open":
                row, column, cells = row + 1, 0, []
            case "td_open" | "th_open":
                column += 1
            case "tr_close":
                yield from laid_out(cells, table, row)
                column = 0
            case "inline" if column:
                cells.append((column, [*_lines([_words(token)], None, "")]))
            case "inline":
                yield from _lines([prefix + _words(token)], level, _place(token))
                prefix, level = "", None
            case "code_block" | "fence":
                yield from _lines(token.content.splitlines(), None, _place(token))
            case "html_block":
                yield from html.lines(token.content)


def _lines(texts: Sequence[str], level: int | None, place: str) -> Iterator[Line]:
    for text in texts:
        if seen := clean(text):
            form: Form = "paragraph" if level is None else "heading"
            yield Line(strands=(Strand(seen),), form=form, level=level, place=place)


def _words(token: Token) -> str:
    """Return what is seen of a paragraph: its lines as one, links by their words, without marks of emphasis."""
    text = ""
    for part in token.children or ():
        if part.type in {"text", "code_inline", "text_special"}:
            text = joined(text, part.content) if text.endswith("\n") else text + part.content
        elif part.type in {"softbreak", "hardbreak"}:
            text = text.rstrip() + "\n"
    return _unbroken(text)


def _unbroken(text: str) -> str:
    first, *others = text.split("\n")
    for other in others:
        first = joined(first, other)
    return first


def _place(token: Token) -> str:
    return f"第{token.map[0] + 1}行" if token.map else ""
