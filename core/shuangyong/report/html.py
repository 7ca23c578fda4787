"""Writing a document as one HTML page that needs nothing else: it prints on A4, and each figure shows its cells."""

import base64
import itertools
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from importlib.resources import files

from .announcing import labels, lines
from .document import Attachment, Block, Document, Figure, FigureRun, Heading, Inlines, Picture, Pictures, Table
from .docx_signature import chinese_date
from .located import touching
from .provenance import figures_from_json, figures_to_json, missing
from .titles import break_title

_RECORD = "shuangyong-figures"
_SHOWN = 12  # cells listed for a figure; the record in the page has all


def render_html(document: Document, fonts: str = "") -> bytes:  # noqa: ARG001  the page names several typefaces
    """Return a document as HTML in UTF-8: no script, no network, the figures' record in a data block."""
    return "".join(_page(document)).encode()


def read_html_record(content: str) -> tuple[str, dict[int, str]]:
    """Return the record of figures, and what stands now in the place of each edited one; raises ProblemsFound."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    if not reader.record:
        raise missing()
    text = "".join(reader.text)
    edited = {}
    for figure in figures_from_json(reader.record):
        start, end = reader.spans.get(figure.ordinal, (0, 0))
        now = touching(text, start, end) if end else ""
        if now != figure.text:
            edited[figure.ordinal] = now
    return reader.record, edited


def _page(document: Document) -> Iterator[str]:
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    pictures = "; img-src data:" if document.pictures() else ""
    policy = f"default-src 'none'; style-src 'unsafe-inline'{pictures}"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield f"<title>{escape(document.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    yield from _body(document)
    yield "</main>\n"
    record = figures_to_json(document).replace("<", "\\u003c")
    yield f'<script type="application/json" id="{_RECORD}">{record}</script>\n</body>\n</html>\n'


def _body(document: Document) -> Iterator[str]:
    names = tuple(filter(None, (document.issuer, document.addressee)))
    yield f"<h1>{_title(document.title, names)}</h1>\n"
    if document.addressee:
        yield f'<p class="addressee">{escape(document.addressee)}：</p>\n'
    yield from _story(document.blocks)
    for line in lines(document):
        yield f'<p class="note">{escape(line)}</p>\n'
    yield f'<p class="issuer">{escape(document.issuer)}</p>\n<p class="date">{chinese_date(document.date)}</p>\n'
    for label, attachment in zip(labels(document), document.attachments, strict=True):
        yield from _attachment(label, attachment, names)


def _attachment(label: str, attachment: Attachment, names: Iterable[str]) -> Iterator[str]:
    yield f'<section class="attachment">\n<p class="label">{label}</p>\n<h1>{_title(attachment.title, names)}</h1>\n'
    yield from _story(attachment.blocks)
    yield "</section>\n"


def _title(title: str, names: Iterable[str]) -> str:
    return "<br>".join(map(escape, break_title(title, names)))


def _story(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Table():
                yield from _table(block)
            case Pictures():
                yield from _pictures(block)
            case Heading():
                tag = f"h{min(block.level, 4) + 1}"
                yield f"<{tag}>{escape(block.number)}{_inlines(block.content)}</{tag}>\n"
            case _:
                yield f"<p>{_inlines(block.content)}</p>\n"


def _pictures(block: Pictures) -> Iterator[str]:
    yield f'<div class="pictures{" single" if len(block.pictures) == 1 else ""}">\n'
    for one in block.pictures:
        label = escape(one.label)
        yield f'<figure style="flex: {one.width / one.height:.4f}">'  # side by side they are equally high
        yield f'<img src="{_embedded(one)}" alt="{label}" style="max-height: {block.highest}mm">'
        yield f"<figcaption>{label}</figcaption></figure>\n"
    yield "</div>\n"


def _embedded(picture: Picture) -> str:
    kind = "jpeg" if picture.suffix == ".jpg" else "png"
    return f"data:image/{kind};base64,{base64.b64encode(picture.content).decode()}"


def _table(table: Table) -> Iterator[str]:
    yield "<table>\n"
    if table.caption:
        yield f"<caption>{escape(table.caption)}</caption>\n"
    header = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.header)
    yield f"<thead><tr>{header}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        cells = (f"<td{_mark(table, place)}>{_inlines(cell)}</td>" for place, cell in enumerate(row))
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _mark(table: Table, place: int) -> str:
    return ' class="number"' if place in table.numeric else ' class="whole"' if place in table.whole else ""


def _inlines(content: Inlines) -> str:
    made = []
    for inline in content:
        text = _figure(inline.figure) if isinstance(inline, FigureRun) else escape(inline.text)
        made.append(f"<strong>{text}</strong>" if inline.bold else text)
    return "".join(made)


def _figure(figure: Figure) -> str:
    number = figure.ordinal
    return (
        f'<span class="figure" tabindex="0" aria-describedby="s{number}">'
        f'<data value="{figure.amount}" data-figure="{number}">{escape(figure.text)}</data>'
        f'<span class="sources" role="tooltip" id="s{number}">{_sources(figure)}</span></span>'
    )


def _sources(figure: Figure) -> str:
    label = f"<b>{escape(figure.label)}</b> {escape(figure.text + figure.unit)}"
    shown = [
        f"<span>{escape(f'{source.file} {source.sheet}!{source.cell}')}"
        f"{escape(f'：{source.value}') if source.value else ''}</span>"
        for source in itertools.islice(figure.sources, _SHOWN)
    ]
    more = f"<span>……共{len(figure.sources)}处</span>" if len(figure.sources) > _SHOWN else ""
    return label + "".join(shown) + more


class _Reader(HTMLParser):
    """Collects a page's text, where each figure stands in it, and the record."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.spans: dict[int, tuple[int, int]] = {}
        self.record = ""
        self._length = 0
        self._figure: tuple[int, int] | None = None
        self._unread: list[str] = []  # open elements whose text is not the document's
        self._in_record = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a figure begins, and what is not read."""
        marks = dict(attrs)
        ordinal = marks.get("data-figure") or ""
        if self._unread:
            self._unread += [tag] if tag == "span" else []
        elif marks.get("role") == "tooltip" or tag in ("script", "style", "title"):
            self._unread.append(tag)
            self._in_record = marks.get("id") == _RECORD
        elif tag == "data" and ordinal.isdecimal():
            self._figure = int(ordinal), self._length

    def handle_endtag(self, tag: str) -> None:
        """Note where a figure ends; a block ends a number that its digits make."""
        if self._unread:
            if tag == self._unread[-1]:
                self._unread.pop()
                self._in_record = False
        elif tag == "data" and self._figure:
            ordinal, start = self._figure
            self.spans.setdefault(ordinal, (start, self._length))
            self._figure = None
        elif tag in ("p", "td", "th", "h1", "h2", "h3", "h4", "h5", "figcaption"):
            self._add("\n")

    def handle_data(self, data: str) -> None:
        """Keep the document's text."""
        if self._in_record:
            self.record += data
        elif not self._unread:
            self._add(data)

    def _add(self, text: str) -> None:
        self.text.append(text)
        self._length += len(text)
