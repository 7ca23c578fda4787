"""Documents as one page of HTML."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from shuangyong import Visit
from shuangyong.report.compose import compose
from shuangyong.report.html import render_html

VOID = {"meta", "br"}


class Checked(HTMLParser):
    """Collects elements, and fails where they do not nest."""

    def __init__(self):
        super().__init__()
        self.open, self.elements = [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(catalog, ledger, records, **options):
    return render_html(compose(ledger(catalog, records, **options), catalog, "summary")).decode()


def elements(text):
    checked = Checked()
    checked.feed(text)
    assert not checked.open
    return checked.elements


def test_the_page_needs_nothing_else(port, ledger):
    text = page(port().catalog, ledger, [Visit(people=3)])
    for tag, marks in elements(text):
        assert tag not in ("link", "img", "iframe", "object")
        assert not {"src", "href"} & set(marks)
        assert tag != "script" or marks["type"] == "application/json"
        assert not any(name.startswith("on") for name in marks)
    assert not re.search(r"url\(|@import|https?://", text)


def test_a_figure_shows_its_cells_to_mouse_and_keyboard(port, ledger):
    text = page(port().catalog, ledger, [Visit(people=3), Visit(people=4)], approx=("people",))
    number = re.search(r'aria-describedby="s(\d+)"><data value="7" data-figure="\1">约7</data>', text)[1]
    figure = re.search(
        rf'<span class="figure" tabindex="0" aria-describedby="s{number}">.*?</span></span></span>', text
    )
    assert "台账.xlsx 走访慰问!E4：3" in figure[0]
    assert "台账.xlsx 走访慰问!E5：4" in figure[0]


def test_a_long_list_of_cells_is_cut_short(port, ledger):
    text = page(port().catalog, ledger, [Visit(people=3)] * 30)
    assert "……共30处" in text


def test_markup_in_cells_stays_text(port, ledger):
    typed = """<script>alert(1)</script><b onclick="x">'&amp;"""
    made = port(told="{{ visit.latest.title }}：{{ visit.people }}。")
    text = page(made.catalog, ledger, [Visit(title=typed, people=3)], name="<i>局", addressee='"办"')
    tags = [tag for tag, _ in elements(text)]
    assert tags.count("script") == 1
    assert "i" not in tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "'&amp;amp;" in text or "&#x27;&amp;amp;" in text


def test_the_same_document_gives_the_same_bytes(port, ledger):
    catalog = port().catalog
    assert page(catalog, ledger, [Visit(people=3)]) == page(catalog, ledger, [Visit(people=3)])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium here")
def test_the_page_prints_on_a4_without_the_tips(port, ledger, tmp_path):
    import pypdfium2

    made = port(told="\n\n".join("走访{{ visit.count }}次。" for _ in range(40)))
    (tmp_path / "page.html").write_text(page(made.catalog, ledger, [Visit(people=3)]), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    printed = tmp_path / "page.pdf"
    subprocess.run(
        [*command, "--no-pdf-header-footer", f"--print-to-pdf={printed}", (tmp_path / "page.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=300,
    )
    with pypdfium2.PdfDocument(printed) as document:
        sizes = {tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in document}
        first = document[0].get_textpage().get_text_range()
    assert sizes == {(210, 297)}
    assert "走访1次" in first
    assert "台账.xlsx" not in first
