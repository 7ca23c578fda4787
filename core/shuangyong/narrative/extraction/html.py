"""The text of a web page, or of a page saved as .doc: headings, paragraphs and tables, without its furniture."""

import re
from collections.abc import Iterator

import attrs
from lxml import etree

from ...model.problems import ProblemsFound
from ..extracted import Form
from .characters import WIDE, clean
from .lines import Line, Strand, laid_out
from .plain import decoded
from .sources import PARAGRAPHS, SAVE_AS_DOCX, refused, too_many

_SKIPPED = {
    *("script", "style", "nav", "noscript", "template", "head", "select", "button", "footer", "aside", "svg"),
    *("iframe", "textarea", "object"),
}
_BREAKING = {
    *("p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "main", "blockquote"),
    *("pre", "hr", "body", "html", "form", "fieldset", "figure", "figcaption", "caption", "center", "address"),
    *("table", "tr"),
}
_HEADINGS = {f"h{number}": number - 1 for number in range(1, 7)}
_NESTED = 12  # tables within tables: pages laid out by tables have three or four
_CELLS = {"td", "th"}
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""")
_SOURCE_BREAK = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*(?=[{WIDE}])")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def text_of(data: bytes) -> str:
    """Return a page's markup as characters: as it declares, if that is UTF-8 or Chinese, else as a text file."""
    match = _CHARSET.search(data[:4096])
    declared = match[1].decode().lower() if match else ""
    if declared in {"gb2312", "gbk", "gb18030", "big5"}:
        try:
            return data.decode("gb18030" if declared != "big5" else "big5hkscs")
        except UnicodeDecodeError:
            pass
    return decoded(data)


def lines(markup: str) -> Iterator[Line]:
    """Yield a page's lines.

    Raises:
        ProblemsFound: Its elements nest deeper than libxml2 follows (2048), so that it would lose text.
    """
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    root = etree.fromstring(_without_declaration(markup).encode("utf-8", "replace"), parser)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise _too_deep()
    yield from _Walk().run(root) if root is not None else ()


def _too_deep() -> ProblemsFound:
    return refused("too-deep", "网页里的标记嵌套得太深，读不全。", SAVE_AS_DOCX)


def _without_declaration(markup: str) -> str:
    return re.sub(r"\A\s*<\?xml[^>]*>", "", markup.lstrip("\ufeff"))


@attrs.define
class _Frame:
    """What gathers lines: the page, or an open cell of a table."""

    lines: list[Line] = attrs.field(factory=list)
    words: list[str] = attrs.field(factory=list)
    level: int | None = None


@attrs.define
class _Table:
    number: int
    row: int = 0
    column: int = 1
    cells: list[tuple[int, list[Line]]] = attrs.field(factory=list)


@attrs.define
class _Walk:
    """A walk without recursion: pages nest as deep as their makers like."""

    _frames: list[_Frame] = attrs.field(factory=lambda: [_Frame()])
    _tables: list[_Table] = attrs.field(factory=list)
    _count: int = 0
    _skipping: int = 0
    _paragraphs: int = 0

    def run(self, root: etree._Element) -> list[Line]:
        for event, entry in etree.iterwalk(root, events=("start", "end")):
            name = entry.tag if isinstance(entry.tag, str) else "script"
            if event == "start":
                self._start(name, entry)
            else:
                self._end(name, entry)
        self._flush()
        return self._frames[0].lines

    def _start(self, name: str, entry: etree._Element) -> None:
        if name in _SKIPPED or _hidden(entry):
            self._skipping += 1
        if self._skipping:
            return
        if name in _BREAKING or name in _HEADINGS:
            self._flush()
        if name in _HEADINGS:
            self._frames[-1].level = _HEADINGS[name]
        elif name == "table":
            if len(self._tables) >= _NESTED:
                raise _too_deep()
            self._count += 1
            self._tables.append(_Table(self._count))
        elif name == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 1
        elif name in _CELLS and self._tables:
            self._frames.append(_Frame())
        self._say(entry.text)

    def _end(self, name: str, entry: etree._Element) -> None:
        if self._skipping:
            self._skipping -= name in _SKIPPED or _hidden(entry)
        elif name in _CELLS and self._tables and len(self._frames) > 1:
            self._flush()
            table = self._tables[-1]
            table.cells.append((table.column, self._frames.pop().lines))
            table.column += _span(entry)
        elif name == "tr" and self._tables:
            self._flush()
            table = self._tables[-1]
            self._frames[-1].lines += laid_out(table.cells, table.number, table.row)
            table.cells = []
        elif name in _BREAKING or name in _HEADINGS:
            self._flush()
            if name == "table" and self._tables:
                self._tables.pop()
        if not self._skipping:
            self._say(entry.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._frames[-1].words.append(text)

    def _flush(self) -> None:
        frame = self._frames[-1]
        text = clean(_SPACES.sub(" ", _SOURCE_BREAK.sub("", "".join(frame.words))))
        if text:
            self._paragraphs += 1
            if self._paragraphs > PARAGRAPHS:
                raise too_many("段")
            level = frame.level
            form: Form = "heading" if level is not None else "paragraph"
            frame.lines.append(Line(strands=(Strand(text),), form=form, level=level, place=f"第{self._paragraphs}段"))
        frame.words, frame.level = [], None


def _hidden(entry: etree._Element) -> bool:
    """Tell what no reader sees before he asks, and the running headers of a page that a word processor saved."""
    style = (entry.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or re.search("mso-element:(header|footer)", style):
        return True
    if entry.get("hidden") is not None or entry.get("aria-hidden") == "true" or entry.get("role") == "tooltip":
        return True
    return entry.tag == "div" and entry.get("title") in {"header", "footer"}


def _span(entry: etree._Element) -> int:
    text = entry.get("colspan") or ""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 100 else 1
