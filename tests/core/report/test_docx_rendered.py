"""Word files as LibreOffice prints them: lines, characters, page numbers and page breaks."""

import datetime
import itertools

import pypdfium2
import pytest
from shuangyong.report.document import Attachment, Document, Heading, Paragraph, Table, Text
from shuangyong.report.docx import render_docx

pytestmark = pytest.mark.slow

MM = 72 / 25.4
LEFT, RIGHT, BOTTOM = 28 * MM, (210 - 26) * MM, 35 * MM  # the edges of the 版心, from the page's lower left corner
LINES, CHARACTERS = 22, 28
ISSUER = "滨海市第一人民医院"


def make(*blocks, **changes):
    given = {
        "kind": "summary",
        "title": "双拥工作总结",
        "issuer": ISSUER,
        "date": datetime.date(2026, 12, 5),
        "blocks": blocks,
    }
    return Document(**given | changes)


def plain(lines, character="国"):
    """Return a paragraph that fills so many lines: its first is two characters shorter."""
    return Paragraph((Text(character * (CHARACTERS * lines - 2)),))


@pytest.fixture(scope="module")
def printed(rendered):
    return lambda document: rendered(render_docx(document), "docx")


def body(page):
    """Return the lines of the 版心, without the page number below it."""
    return [line for line in page if line.bottom > BOTTOM - 2]


def test_a_full_page_holds_22_lines_of_28_characters(printed):
    result = printed(make(plain(70)))
    for number in (2, 3):
        page = body(result.lines(number))
        assert [len(line.text) for line in page] == [CHARACTERS] * LINES
        assert all(line.left == pytest.approx(LEFT, abs=1) and line.right <= RIGHT + 1 for line in page)
        pitches = {round(a.bottom - b.bottom, 1) for a, b in itertools.pairwise(page)}
        assert pitches == {28.0}


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("双拥工作总结", 1),
        ("滨海市临江区卫生健康委员会2026年度双拥工作总结", 2),
        ("滨海市临江区人民政府关于进一步加强新形势下拥军优属拥政爱民工作和军民共建活动的实施意见", 3),
    ],
)
def test_page_one_holds_22_lines_with_the_title_and_the_blank_below_it(printed, title, lines):
    page = body(printed(make(plain(40), title=title)).lines(1))
    heads, text = page[:lines], page[lines:]
    assert len(text) == LINES - lines - 1
    assert "".join(line.text for line in heads) == title
    middle = (LEFT + RIGHT) / 2
    assert all((line.left + line.right) / 2 == pytest.approx(middle, abs=2) for line in heads)
    assert text[0].left == pytest.approx(LEFT + 32, abs=1.5)
    assert text[1].left == pytest.approx(LEFT, abs=1)


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(printed):
    result = printed(make(plain(70)))
    odd, even, third = (result.lines(number)[-1] for number in (1, 2, 3))
    assert [line.text for line in (odd, even, third)] == ["—1—", "—2—", "—3—"]
    assert [line.right for line in (odd, third)] == pytest.approx([RIGHT - 14] * 2, abs=2)
    assert even.left == pytest.approx(LEFT + 14, abs=2)


def test_the_dash_stands_7_mm_under_the_body(printed):
    with pypdfium2.PdfDocument(printed(make(plain(70))).pdf) as document:
        text = document[0].get_textpage()
        place = text.get_text_range().rindex("—")
        _, low, _, high = text.get_charbox(place)
        text.close()
    assert (BOTTOM - (low + high) / 2) / MM == pytest.approx(7, abs=0.5)


@pytest.fixture(scope="module")
def with_attachments(printed):
    rows = tuple(((Text(str(number)),), (Text("驻地某部"),)) for number in range(1, 60))
    table = Table("", ("序号", "对象"), rows, numeric=(0,))
    attachments = (Attachment("走访慰问统计表", (table,)), Attachment("任务清单", (plain(3),)))
    return printed(make(plain(3), attachments=attachments))


def test_attachments_start_on_new_pages(with_attachments):
    first_lines = [with_attachments.lines(number)[0].text for number in range(1, len(with_attachments.texts) + 1)]
    assert first_lines.index("附件1") == 1
    assert first_lines.index("附件2") == len(first_lines) - 1
    page = with_attachments.lines(len(first_lines))
    label, title, text = page[:3]
    assert (label.left, title.text) == (pytest.approx(LEFT, abs=1), "任务清单")
    # 附件2 on the first line, the title on the third.
    assert label.bottom - title.bottom == pytest.approx(2 * 28, abs=8)
    assert title.bottom > text.bottom


def test_a_table_repeats_its_head_on_every_page(with_attachments):
    pages = with_attachments.texts[1:-1]
    assert len(pages) > 1
    assert all("序号" in page for page in pages)


def test_the_date_begins_two_characters_after_the_issuer(with_attachments):
    page = with_attachments.lines(1)
    issuer = next(line for line in page if line.text == ISSUER)
    date = next(line for line in page if line.text == "2026年12月5日")
    assert issuer.right == pytest.approx(RIGHT - 32, abs=2)
    assert date.left - issuer.left == pytest.approx(32, abs=2)


@pytest.mark.parametrize("lines", [18, 19, 20, 21])
def test_a_signature_never_stands_alone(printed, lines):
    # Page 1 has place for 20 lines of text under the title; the signature takes three with the blank above it.
    result = printed(make(plain(lines - 2), plain(2, character="末")))
    (page,) = [text for text in result.texts if ISSUER in text]
    assert "末" in page
    assert "2026年12月5日" in page.replace(" ", "")


def test_a_last_paragraph_longer_than_a_page_leaves_no_page_empty(printed):
    result = printed(make(plain(40)))
    assert len(body(result.lines(1))) == LINES - 1


def test_a_heading_never_ends_a_page(printed):
    result = printed(make(plain(19), Heading(1, "一、", (Text("加强领导"),)), plain(3, character="文")))
    (page,) = [text for text in result.texts if "加强领导" in text]
    assert "文" in page
