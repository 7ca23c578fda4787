"""The Markdown of sections as blocks of a document, and the order of headings over all of them."""

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .document import Block, Heading, Inline, Inlines, Paragraph, Table, Text, plain
from .manuscript import Manuscript
from .numerals import heading_number
from .tidying import tidied

_BOLD = "**"
_NO_HEADING_ENDS_SO = "。；，、："


def blocks(markdown: str, manuscript: Manuscript) -> list[Block]:
    """Return the blocks of a section; headings have no numbers yet, empty paragraphs and rows are left out."""
    tokens = _parser().parse(markdown)
    made: list[Block] = []
    for place, token in enumerate(tokens):
        match token.type:
            case "heading_open":
                # ## is level 1: a single # would be the document's title, which no section writes.
                level = max(int(token.tag[1:]) - 1, 1)
                made.append(Heading(level, "", _stripped(_inlines(tokens[place + 1], manuscript))))
            case "paragraph_open":
                if content := _inlines(tokens[place + 1], manuscript):
                    made.append(Paragraph(content))
            case "table_open":
                table = _table(_until(tokens, place, "table_close"), manuscript)
                made += [table] if table.rows else []
    return [block for block in made if not isinstance(block, Heading) or block.content]


def ordered(sections: Iterable[Sequence[Block]]) -> tuple[Block, ...]:
    """Return the blocks of all sections: empty headings dropped, equal neighbours merged, the rest numbered."""
    # Section by section: what the next one begins with stands under no heading of this one.
    flat = (block for section in sections for block in _without_empty(section))
    return tuple(_numbered(_without_repeats(flat)))


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["heading", "table"])
    # CommonMark does not close bold between punctuation and Chinese, as in **“八一”**走访.
    parser.inline.ruler.push("bold", _bold)
    return parser


def _bold(state: StateInline, silent: bool) -> bool:
    start = state.pos + len(_BOLD)
    end = state.src.find(_BOLD, start, state.posMax)
    if not state.src.startswith(_BOLD, state.pos) or end <= start:
        return False
    if not silent:
        limit, state.posMax = state.posMax, end
        state.pos = start
        state.push("strong_open", "strong", 1)
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1)
        state.posMax = limit
    state.pos = end + len(_BOLD)
    return True


def _inlines(token: Token, manuscript: Manuscript) -> Inlines:
    bold = False
    pieces: list[tuple[str | Inline, bool]] = []
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold = child.type == "strong_open"
            case _:
                pieces += [(piece, bold) for piece in manuscript.split(child.content.replace("\n", ""))]
    return tidied(pieces)


def _stripped(content: Inlines) -> Inlines:
    """Return a heading without the full stop or comma that no heading bears."""
    last = content[-1] if content else None
    if not isinstance(last, Text) or last.text[-1] not in _NO_HEADING_ENDS_SO:
        return content
    shorter = last.text[:-1]
    return (*content[:-1], *([attrs.evolve(last, text=shorter)] if shorter else []))


def _until(tokens: Sequence[Token], start: int, closing: str) -> Iterator[Token]:
    return itertools.takewhile(lambda token: token.type != closing, tokens[start:])


def _table(tokens: Iterable[Token], manuscript: Manuscript) -> Table:
    rows: list[list[Inlines]] = []
    aligned: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligned.append(str(token.attrGet("style") or ""))
        elif token.type == "inline":
            rows[-1].append(_inlines(token, manuscript))
    return Table(
        caption="",
        header=tuple(plain(cell) for cell in rows[0]),
        rows=tuple(tuple(row) for row in rows[1:]),
        numeric=tuple(place for place, style in enumerate(aligned) if "right" in style),
    )


def _without_empty(found: Sequence[Block]) -> list[Block]:
    """Drop headings that nothing stands under before the next of their level or above."""
    kept: list[Block] = []
    floor = 0  # the deepest level whose heading still has something below it; 0 is a block of text
    for block in reversed(found):
        if not isinstance(block, Heading):
            floor = 99
        elif block.level < floor:
            floor = block.level
        else:
            continue
        kept.append(block)
    return kept[::-1]


def _without_repeats(found: Iterable[Block]) -> Iterator[Block]:
    """Drop a level-1 heading that says the same as the one before it."""
    current = None
    for block in found:
        if isinstance(block, Heading) and block.level == 1:
            if plain(block.content) == current:
                continue
            current = plain(block.content)
        yield block


def _numbered(found: Iterable[Block]) -> Iterator[Block]:
    counts: dict[int, int] = {}
    for block in found:
        if isinstance(block, Heading):
            counts = {level: count for level, count in counts.items() if level <= block.level}
            counts[block.level] = counts.get(block.level, 0) + 1
            yield attrs.evolve(block, number=heading_number(block.level, counts[block.level]))
        else:
            yield block
