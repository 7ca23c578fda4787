"""Writing a document as official Word, after GB/T 9704-2012."""

from .document import Document
from .docx_body import body
from .docx_package import core_part, custom_part, main_part, package, picture_part, word_part
from .docx_page import EVEN, ODD, footer, settings
from .docx_properties import core, stored
from .docx_styles import font_table, styles
from .fontmap import GOV, FontMap
from .provenance import figures_to_json


def render_docx(document: Document, fonts: FontMap = GOV) -> bytes:
    """Return a document as a .docx file; the same document gives the same bytes.

    The title is broken by sense, headings carry the numbers of the tree, every figure stands in a bookmark and
    the file holds where each comes from (``docx_figures.read_docx_figures``).
    """
    return package(
        main_part(body(document)),
        beside=[
            word_part("styles", styles(fonts)),
            word_part("settings", settings()),
            word_part("fontTable", font_table(fonts)),
            *(word_part("footer", footer(side), side) for side in (ODD, EVEN)),
            *(picture_part(picture) for picture in document.pictures()),
        ],
        properties=[
            core_part(core(document.title, document.issuer, document.date)),
            custom_part(stored(figures_to_json(document))),
        ],
    )
