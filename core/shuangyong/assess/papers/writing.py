"""Writing a paper in the format that is asked for."""

from .html import paper_html
from .paper import Paper
from .word import paper_word
from .workbook import paper_workbook

_WRITERS = {"docx": paper_word, "xlsx": paper_workbook, "html": paper_html}

#: The formats with what people call them.
FORMATS = {"docx": "Word", "xlsx": "Excel", "html": "网页"}


def paper_bytes(paper: Paper, form: str) -> bytes:
    """Return a paper as docx, xlsx or html.

    Raises:
        KeyError: It is written in no such format.
    """
    return _WRITERS[form](paper)
