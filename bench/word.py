"""How long a Word file takes to write, beside the same paragraphs, runs and table built straight with python-docx.

Run ``python bench/word.py [paragraphs [rows]]``: both are timed in turn, in this one run, and the ratio printed.
"""

import datetime
import io
import statistics
import sys
import time
from decimal import Decimal

import docx
from docx.shared import Mm, Pt
from shuangyong.report.document import Document, Figure, FigureRun, Heading, Paragraph, Source, Table, Text
from shuangyong.report.docx import render_docx

ROUNDS = 7
SENTENCE = "配合兵役机关完成征兵体检工作，选派骨干医务人员上站服务，严把体检质量关，体检应征青年"


def sample(paragraphs: int, rows: int) -> Document:
    """Return a summary of so many paragraphs, a figure in each, and a table of so many rows, a figure in each."""
    figures = iter(range(1, paragraphs + rows + 1))
    blocks = []
    for number in range(paragraphs):
        if number % 10 == 0:
            blocks.append(Heading(1, "一、", (Text("发挥专业优势，严把征兵体检关"),)))
        blocks.append(Paragraph((Text(SENTENCE), figure(next(figures)), Text("名，合格率保持在较高水平。"))))
    cells = tuple(
        ((Text(f"第{row}批"),), (Text("2026年8月1日"),), (figure(next(figures)),), (Text("驻地某部"),))
        for row in range(rows)
    )
    table = Table("表1 征兵体检情况", ("批次", "日期", "体检人数（人）", "备注"), cells, numeric=(2,))
    return Document(
        kind="summary",
        title="滨海市第一人民医院2026年度双拥工作总结",
        issuer="滨海市第一人民医院",
        addressee="滨海市双拥办",
        date=datetime.date(2026, 12, 5),
        blocks=(*blocks, table),
        ledgers=(("台账.xlsx", "0" * 64),),
    )


def figure(ordinal: int) -> FigureRun:
    """Return a printed figure with the three cells that it comes from."""
    sources = tuple(Source("台账.xlsx", "征兵体检", f"C{ordinal + row}", "343") for row in range(3))
    return FigureRun(
        Figure(
            ordinal=ordinal,
            name="hospital.recruit_exam.examined",
            label="征兵体检·体检人数",
            text=str(300 + ordinal),
            amount=Decimal(300 + ordinal),
            unit="人",
            sources=sources,
        )
    )


def straight(document: Document) -> bytes:
    """Return the same text as python-docx writes it when asked plainly: no figures' cells, no official layout."""
    word = docx.Document()
    section = word.sections[0]
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    word.styles["Normal"].font.size = Pt(16)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(f"{document.addressee}：")
    for block in document.blocks:
        if isinstance(block, Table):
            word.add_paragraph(block.caption, style="Caption")
            add_table(word, block)
        else:
            style = f"Heading {block.level}" if isinstance(block, Heading) else "Normal"
            paragraph = word.add_paragraph(block.number if isinstance(block, Heading) else "", style=style)
            for inline in block.content:
                paragraph.add_run(inline.text)
    word.add_paragraph(document.issuer)
    word.add_paragraph(document.date.isoformat())
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def add_table(word: docx.document.Document, block: Table) -> None:
    """Add a table row by row, the cells of each row looked up once: the quick way."""
    table = word.add_table(rows=0, cols=len(block.header), style="Table Grid")
    for cell, name in zip(table.add_row().cells, block.header, strict=True):
        cell.text = name
    for row in block.rows:
        for cell, content in zip(table.add_row().cells, row, strict=True):
            cell.text = "".join(inline.text for inline in content)


def timed(write, document: Document) -> float:
    """Return how many seconds one write took."""
    start = time.perf_counter()
    write(document)
    return time.perf_counter() - start


def compare(paragraphs: int, rows: int) -> None:
    """Print the median of both writers, timed in turn, and the ratio."""
    document = sample(paragraphs, rows)
    render_docx(document), straight(document)  # imports and caches
    pairs = [(timed(render_docx, document), timed(straight, document)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"{paragraphs} paragraphs, {rows} rows: "
        f"shuangyong {ours * 1000:.1f} ms, python-docx {theirs * 1000:.1f} ms, ratio {ours / theirs:.2f}"
    )


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]]
    for size in [tuple([*sizes, 0][:2])] if sizes else [(30, 10), (60, 0), (500, 0), (500, 300)]:
        compare(*size)
