"""The core's writers of documents; each is imported when it first writes."""

from typing import Any

from ..offers import Renderer


def _docx(document: Any, fonts: str = "gov") -> bytes:
    from ..report.docx import render_docx
    from ..report.fontmap import font_map

    return render_docx(document, font_map(fonts))


def _html(document: Any, fonts: str = "gov") -> bytes:
    from ..report.html import render_html

    return render_html(document, fonts)


def _xlsx(document: Any, fonts: str = "gov") -> bytes:
    from ..report.spreadsheet import render_spreadsheet

    return render_spreadsheet(document, fonts)


def _md(document: Any, fonts: str = "gov") -> bytes:
    from ..report.markdown import render_markdown

    return render_markdown(document, fonts)


WRITERS = (
    Renderer(format="docx", label="Word 文档", render=_docx),
    Renderer(format="html", label="网页", render=_html),
    Renderer(format="xlsx", label="Excel 工作簿", render=_xlsx),
    Renderer(format="md", label="纯文本（Markdown）", render=_md),
)
