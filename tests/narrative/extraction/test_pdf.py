"""PDFs: typeset lines joined again, running headers and page numbers left out, tables kept apart."""

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.narrative.extraction import extract
from shuangyong.narrative.extraction.pdf import read

SIZE = 16  # points: type of 三号, as reports have it


class Page:
    """A page of text drawn at places of our choice; the font is not embedded, the characters are."""

    def __init__(self):
        self.operators = []

    def line(self, x, y, text, size=SIZE):
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F {size} Tf {x} {y} Td <{code}> Tj ET")
        return self


def pdf(*pages, trailer=""):
    """Return a PDF; Latin characters are half as wide as Chinese ones."""
    kids = " ".join(f"{index * 2 + 6} 0 R" for index in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        "/Descent -120/CapHeight 700/StemV 80>>",
    ]
    for index, page in enumerate(pages):
        content = "\n".join(page.operators)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {index * 2 + 7} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n".encode()
    start = len(data)
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}".encode()
    return data + f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


FULL = "全年走访慰问驻地部队官兵和军属三十二户并为困难军属减"  # 26 characters: with the indent a line of 28
NEXT = "免费用合计两万三千四百元受到驻地官兵和军属的一致好评认真"  # 28


def test_lines_of_a_paragraph_are_one(lines):
    page = Page().line(200, 780, "双拥工作总结", 22).line(110, 740, FULL).line(78, 712, NEXT)
    page.line(78, 684, "落实政策。").line(110, 656, "一、领导").line(110, 628, FULL).line(78, 600, "12 场。")
    assert lines(pdf(page), "a.pdf") == [
        "双拥工作总结", f"{FULL}{NEXT}落实政策。", "一、领导", f"{FULL}12场。",
    ]  # fmt: skip


def test_a_paragraph_goes_on_behind_a_page_number(lines):
    pages = [Page().line(110, 740, FULL).line(78, 712, NEXT).line(280, 60, "— 1 —")]
    pages.append(Page().line(78, 740, "落实。").line(110, 712, "完。").line(280, 60, "— 2 —"))
    assert lines(pdf(*pages), "a.pdf") == [f"{FULL}{NEXT}落实。", "完。"]


@pytest.mark.parametrize("number", ["{}", "-{}-", "第 {} 页 共 3 页", "{}/3", "－{}－"])
def test_running_headers_and_page_numbers_are_left_out(number, lines):
    pages = [
        Page().line(200, 800, f"某某医院总结 第{index}期").line(110, 740, f"第{'一二三'[index]}段，慰问{index}户。")
        .line(280, 60, number.format(index + 1))
        for index in range(3)
    ]  # fmt: skip
    assert lines(pdf(*pages), "a.pdf") == [f"第{'一二三'[index]}段，慰问{index}户。" for index in range(3)]


def test_rows_of_a_table_stay_apart(tmp_path):
    page = Page().line(110, 740, FULL).line(78, 712, NEXT).line(78, 684, "如下。")
    for row, cells in enumerate([("项目", "次数", "金额（元）"), ("义诊", "8", "12000"), ("慰问", "4", "5000")]):
        for x, cell in zip((100, 250, 400), cells, strict=True):
            page.line(x, 650 - 28 * row, cell)
    page.line(110, 560, "完。")
    (tmp_path / "a.pdf").write_bytes(pdf(page))
    extracted = extract(tmp_path / "a.pdf")
    assert extracted.text.splitlines()[1:] == ["项目\t次数\t金额（元）", "义诊\t8\t12000", "慰问\t4\t5000", "完。"]
    assert [(one.table, one.row, one.column) for one in extracted.blocks if one.form == "cell"][-1] == (1, 3, 3)


def test_a_page_without_text_is_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(Page().line(110, 740, "慰问军属。"), Page()))
    (note,) = extract(tmp_path / "a.pdf").notes
    assert note.code == "pages-without-text" and "第 2 页" in note.message


def test_a_scan_is_refused(refusal):
    problem = refusal(pdf(Page(), Page()), "a.pdf")
    assert problem.code == "scanned" and "2 页" in problem.message


def test_a_password_is_named(refusal):
    trailer = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'a1' * 32}>/U<{'b2' * 32}>/P -4>>/ID[<{'0f' * 16}><{'0f' * 16}>]"
    assert refusal(pdf(Page().line(110, 740, "慰问"), trailer=trailer), "a.pdf").code == "encrypted"


def test_a_pdf_that_takes_too_long_is_refused():
    page = Page()
    for _ in range(300):
        page.line(110, 740, "慰问" * 2000)
    with pytest.raises(ProblemsFound) as found:
        read(pdf(page), seconds=0.3)
    assert found.value.problems[0].code == "too-complex"


def test_a_reader_that_dies_costs_the_document_only(monkeypatch):
    monkeypatch.setattr("shuangyong.narrative.extraction.pdf.__name__", "antigravity_is_no_module")
    with pytest.raises(ProblemsFound) as found:
        read(pdf(Page().line(110, 740, "慰问")))
    assert found.value.problems[0].code == "damaged-file"


def test_characters_of_another_font_stand_where_they_are_seen(lines):
    page = (
        Page()
        .line(110, 740, "庆")
        .line(142, 740, "八一")
        .line(190, 740, "慰问")
        .line(126, 740, "“")
        .line(174, 740, "”")
    )
    assert lines(pdf(page), "a.pdf") == ["庆“八一”慰问"]


def test_bold_type_made_by_drawing_twice_is_read_once(lines):
    page = Page()
    for shift in (0, 0.4):
        page.line(110 + shift, 740, "慰问军属88户。")
    assert lines(pdf(page), "a.pdf") == ["慰问军属88户。"]
