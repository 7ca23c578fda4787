"""Runs of text in a Word paragraph; a figure stands in a bookmark named by its ordinal."""

from collections.abc import Iterator

from .document import FigureRun, Inlines
from .docx_xml import Element, Property, element, properties, text_elements

BOOKMARK = "_sy_"
"""What the bookmark of a figure begins with; Word hides those with a low line from its list."""


def runs(content: Inlines) -> Iterator[Element]:
    """Yield the runs of inlines, each figure between the two ends of its bookmark."""
    for inline in content:
        if isinstance(inline, FigureRun):
            ordinal = inline.figure.ordinal
            yield element("bookmarkStart", id=ordinal, name=f"{BOOKMARK}{ordinal}")
            yield run(inline.text, bold=inline.bold)
            yield element("bookmarkEnd", id=ordinal)
        else:
            yield run(inline.text, bold=inline.bold)


def run(text: str, *, bold: bool = False) -> Element:
    """Return a run of plain text."""
    return run_of(*text_elements(text), bold=bold)


def run_of(*content: Element, bold: bool = False) -> Element:
    """Return a run of any content."""
    # The hint makes Word take quotes and dashes from the Chinese typeface.
    extra = {"b": True} if bold else {}
    return element("r", properties("rPr", rFonts={"hint": "eastAsia"}, **extra), *content)


def paragraph(style: str, *content: Element, **extra: Property) -> Element:
    """Return a paragraph of a style; ``extra`` are properties beyond it, such as ``keepNext=True``."""
    return element("p", properties("pPr", pStyle=style, **extra), *content)
