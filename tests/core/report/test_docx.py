"""What stands in a Word file: the page, the styles and the parts of an official document."""

import datetime
import io
import itertools
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from lxml import etree
from shuangyong.model.problems import UnknownNameError
from shuangyong.report.document import Attachment, Document, Heading, Paragraph, Table, Text
from shuangyong.report.docx import render_docx
from shuangyong.report.fontmap import GOV, WINDOWS, font_map

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO/IEC 29500-1:2016, annex A, written down here a second time so that the writer's own list is checked too.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop evenAndOddHeaders "
    "characterSpacingControl compat themeFontLang",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr tbl p",
}


def make(*blocks, **changes):
    given = {
        "kind": "summary",
        "title": "2026年双拥工作总结",
        "addressee": "滨海市双拥办",
        "issuer": "滨海市第一人民医院",
        "date": datetime.date(2026, 12, 5),
        "blocks": blocks or (Paragraph((Text("正文。"),)),),
    }
    return Document(**given | changes)


def opened(document, fonts=GOV):
    return docx.Document(io.BytesIO(render_docx(document, fonts)))


def parts(document):
    archive = zipfile.ZipFile(io.BytesIO(render_docx(document)))
    return {name: archive.read(name) for name in archive.namelist()}


def styled(word, name):
    return [paragraph for paragraph in word.paragraphs if paragraph.style.name == name]


def text_of(word):
    return [paragraph.text for paragraph in word.paragraphs]


TABLE = Table("表1 体检情况", ("批次", "人数（人）"), (((Text("第一批"),), (Text("343"),)),), numeric=(1,))
FULL = make(
    Heading(1, "一、", (Text("加强领导"),)),
    Heading(2, "（一）", (Text("健全机制"),)),
    Heading(3, "1.", (Text("成立专班"),)),
    Heading(4, "（1）", (Text("明确分工"),)),
    Paragraph((Text("甲"), Text("乙", bold=True))),
    TABLE,
    Paragraph((Text("完。"),)),
    attachments=(Attachment("名单", (TABLE,)), Attachment("清单", (TABLE, TABLE))),
)


def test_the_page_is_that_of_the_standard():
    page = opened(FULL).sections[0]
    sizes = page.page_width, page.page_height, page.top_margin, page.bottom_margin, page.left_margin, page.right_margin
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 35, 28, 26]
    grid = page._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "560")


def test_body_type_is_16_pt_on_28_pt_lines_a_little_condensed():
    normal = opened(FULL).styles["Normal"]
    assert normal.paragraph_format.line_spacing.pt == 28
    assert normal.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert normal.paragraph_format.widow_control is False


def test_paragraphs_are_indented_by_two_characters_in_both_ways_of_saying_it():
    indent = opened(FULL).styles["Body Text"].element.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLine")), indent.get(qn("w:firstLineChars"))) == ("640", "200")


@pytest.mark.parametrize(
    ("style", "gov", "windows"),
    [
        ("Title", "方正小标宋简体", "宋体"),
        ("Heading 1", "黑体", "黑体"),
        ("Heading 2", "楷体_GB2312", "楷体"),
        ("Footer", "宋体", "宋体"),
    ],
)
def test_each_level_has_its_typeface(style, gov, windows):
    for fonts, name in ((GOV, gov), (WINDOWS, windows)):
        faces = opened(FULL, fonts).styles[style].element.rPr.find(qn("w:rFonts"))
        assert faces.get(qn("w:eastAsia")) == name
        assert set(faces.keys()) == {qn(f"w:{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")}


def test_the_body_is_fangsong_with_latin_digits_in_chinese():
    defaults = etree.fromstring(parts(FULL)["word/styles.xml"]).find(f"{W}docDefaults//{W}rPr")
    faces, language = defaults.find(f"{W}rFonts"), defaults.find(f"{W}lang")
    assert (faces.get(f"{W}eastAsia"), faces.get(f"{W}ascii")) == ("仿宋_GB2312", "Times New Roman")
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_an_unknown_font_map_names_those_there_are():
    with pytest.raises(UnknownNameError) as caught:
        font_map("微软")
    assert "gov、windows" in caught.value.problems[0].fix


def test_headings_are_real_and_keep_the_numbers_of_the_tree():
    word = opened(FULL)
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "一、加强领导"),
        ("Heading 2", "（一）健全机制"),
        ("Heading 3", "1.成立专班"),
        ("Heading 4", "（1）明确分工"),
    ]
    levels = [word.styles[f"Heading {n}"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for n in range(1, 5)]
    assert levels == ["0", "1", "2", "3"]
    assert all(word.styles[f"Heading {n}"].paragraph_format.keep_with_next for n in range(1, 5))
    assert b"numPr" not in parts(FULL)["word/document.xml"]


def test_a_long_title_is_one_paragraph_broken_by_sense():
    word = opened(make(title="滨海市临江区卫生健康委员会2026年度双拥工作总结"))
    assert styled(word, "Title")[0].text == "滨海市临江区卫生健康委员会\n2026年度双拥工作总结"


@pytest.mark.parametrize("given", ["滨海市双拥办", "滨海市双拥办：", "滨海市双拥办:"])
def test_the_addressee_ends_in_one_full_width_colon(given):
    assert [p.text for p in styled(opened(make(addressee=given)), "主送机关")] == ["滨海市双拥办："]


def test_without_an_addressee_there_is_no_such_line():
    assert not styled(opened(make(addressee=None)), "主送机关")


def test_the_date_begins_two_characters_after_the_issuer():
    word = opened(make())
    issuer, date = styled(word, "Signature")[0], styled(word, "Date")[0]
    assert (issuer.alignment, issuer.paragraph_format.right_indent.pt) == (WD_ALIGN_PARAGRAPH.RIGHT, 32)
    assert (date.text, date.alignment) == ("2026年12月5日", WD_ALIGN_PARAGRAPH.LEFT)
    line = 156 / 25.4 * 72
    issuer_begins = line - 32 - 9 * 15.75
    assert date.paragraph_format.left_indent.pt - issuer_begins == pytest.approx(32, abs=0.2)


def test_a_date_longer_than_the_issuer_stands_two_characters_in_and_pushes_the_issuer():
    word = opened(make(issuer="市双拥办"))
    issuer, date = styled(word, "Signature")[0], styled(word, "Date")[0]
    assert (date.alignment, date.paragraph_format.right_indent.pt) == (WD_ALIGN_PARAGRAPH.RIGHT, 32)
    date_length = 3 * 15.75 + 7 * 7.75
    issuer_begins = issuer.paragraph_format.right_indent.pt + 4 * 15.75
    assert issuer_begins - (32 + date_length) == pytest.approx(32, abs=0.2)


def test_an_issuer_too_long_for_a_line_still_signs():
    word = opened(make(issuer="滨海市临江区和平街道办事处幸福社区居民委员会双拥工作领导小组办公室"))
    assert styled(word, "Date")[0].paragraph_format.right_indent.pt == 32


def test_what_precedes_the_signature_stays_with_it():
    word = opened(make(Paragraph((Text("甲。"),)), Paragraph((Text("乙。"),))))
    first, last = styled(word, "Body Text")
    assert (first.paragraph_format.keep_with_next, last.paragraph_format.keep_with_next) == (None, True)
    assert word.styles["Signature"].paragraph_format.keep_with_next


def test_the_last_row_of_a_table_stays_with_the_signature():
    table = opened(make(TABLE)).tables[0]
    assert all(p.paragraph_format.keep_with_next for cell in table.rows[-1].cells for p in cell.paragraphs)


def test_one_attachment_has_no_number():
    word = opened(make(attachments=(Attachment("名单", ()),)))
    assert [p.text for p in styled(word, "附件说明")] == ["附件：名单"]
    assert [p.text for p in styled(word, "附件")] == ["附件"]


def test_several_attachments_are_numbered_and_start_on_pages_of_their_own():
    word = opened(FULL)
    assert [p.text for p in styled(word, "附件说明")] == ["附件：1.\t名单", "2.\t清单"]
    assert [p.text for p in styled(word, "附件")] == ["附件1", "附件2"]
    assert [p.text for p in styled(word, "附件标题")] == ["名单", "清单"]
    assert word.styles["附件"].paragraph_format.page_break_before
    texts = text_of(word)
    assert (
        texts.index("完。") < texts.index("附件：1.\t名单") < texts.index("滨海市第一人民医院") < texts.index("附件1")
    )


def test_a_table_repeats_its_head_and_splits_no_row():
    table = opened(make(TABLE)).tables[0]
    rows = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)


def test_numbers_stand_right_in_cells_of_a_style_off_the_grid():
    word = opened(make(TABLE))
    words, number = (cell.paragraphs[0] for cell in word.tables[0].rows[1].cells)
    assert (words.alignment, number.alignment) == (None, WD_ALIGN_PARAGRAPH.RIGHT)
    assert number.style.element.pPr.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"
    assert number.style.font.size.pt == 10.5


def test_columns_fill_the_line_and_only_the_widest_give_way():
    long = "军人家属优先，开设绿色通道，全程专人陪同，" * 3
    row = ((Text("2026年8月1日"),), (Text("1,234,567.89"),), (Text(long),))
    grid = opened(make(Table("", ("日期", "金额（元）", "备注"), (row,), numeric=(1,)))).tables[0]._tbl.tblGrid
    day, amount, remark = (int(column.get(qn("w:w"))) for column in grid)
    assert day + amount + remark == pytest.approx(156 / 25.4 * 1440, abs=2)
    assert (day > 6 * 210, amount > 6 * 210, remark > 2 * day) == (True, True, True)


def test_heads_break_before_texts_give_way():
    names = ("单位名称", *["走访慰问人次（人次）"] * 6)
    row = ((Text("滨海市第一人民医院"),), *[(Text("1,234"),)] * 6)
    columns = opened(make(Table("", names, (row,), numeric=tuple(range(1, 7))))).tables[0]._tbl.tblGrid
    unit, *numbers = (int(column.get(qn("w:w"))) for column in columns)
    assert unit >= 9 * 210
    assert min(numbers) >= 3 * 210


@pytest.mark.parametrize(
    "table", [Table("空表", ("批次", "人数"), ()), Table("", (), ()), Table("", (), (((Text("一"),),),))]
)
def test_a_table_without_rows_or_head_is_written(table):
    assert len(opened(make(table)).tables) == (1 if table.header or table.rows else 0)


def test_tables_never_melt_together_nor_end_the_file():
    body = etree.fromstring(
        parts(make(Table("", ("甲",), ()), Table("", ("乙",), ()), attachments=FULL.attachments))["word/document.xml"]
    ).find(f"{W}body")
    tags = [etree.QName(node).localname for node in body]
    assert ("tbl", "tbl") not in list(itertools.pairwise(tags))
    assert tags[-2:] == ["p", "sectPr"]


def test_page_numbers_stand_between_dashes_at_the_outer_edges():
    word = opened(FULL)
    assert word.settings.odd_and_even_pages_header_footer
    section = word.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("— 1 —", "— 1 —")
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    assert odd._p.find(qn("w:pPr")).find(qn("w:ind")).get(qn("w:rightChars")) == "100"
    assert even._p.find(qn("w:pPr")).find(qn("w:ind")).get(qn("w:leftChars")) == "100"
    assert [node.text for node in odd._p.iter(qn("w:instrText"))] == [" PAGE "]


def test_the_file_says_who_wrote_it_when_and_what():
    about = opened(FULL).core_properties
    assert (about.author, about.title, about.last_modified_by) == (FULL.issuer, FULL.title, FULL.issuer)
    assert about.created.date() == about.modified.date() == FULL.date


def test_the_same_document_gives_the_same_bytes():
    assert render_docx(FULL) == render_docx(FULL)


HOSTILE = '<w:b/>&amp;]]> {{ x }} =cmd|"calc" \x00\x0b\ufffe { PAGE } HYPERLINK "http://x.invalid" ${a} %s'
INERT = HOSTILE.replace("\x00\x0b\ufffe", "")


def tags(document):
    return [node.tag for node in etree.fromstring(parts(document)["word/document.xml"]).iter()]


def test_text_from_data_stays_text():
    heading, paragraph = Heading(1, "一、", (Text(HOSTILE),)), Paragraph((Text(HOSTILE),))
    table = Table(HOSTILE, (HOSTILE,), (((Text(HOSTILE),),),))
    plain = make(heading, paragraph, table, attachments=(Attachment("清单", (table,)),))
    harmless = make(
        Heading(1, "一、", (Text("甲"),)),
        Paragraph((Text("甲"),)),
        table := Table("甲", ("甲",), (((Text("甲"),),),)),
        attachments=(Attachment("清单", (table,)),),
    )
    word = opened(plain)
    assert text_of(word).count(INERT) == 3
    assert [cell.text for row in word.tables[0].rows for cell in row.cells] == [INERT, INERT]
    tags = [
        [node.tag for node in etree.fromstring(parts(each)["word/document.xml"]).iter()] for each in (plain, harmless)
    ]
    assert tags[0] == tags[1]


def test_hostile_names_stay_text_in_every_part():
    word = opened(make(title=HOSTILE, issuer=HOSTILE, addressee=HOSTILE, attachments=(Attachment(HOSTILE, ()),)))
    assert word.core_properties.author == INERT
    # Only the fields of the page number.
    assert b"fldChar" not in parts(make(title=HOSTILE))["word/document.xml"]


def test_every_property_stands_in_the_order_of_the_schema():
    checked = set()
    for name, content in parts(FULL).items():
        for node in etree.fromstring(content).iter():
            local = etree.QName(node).localname
            if node.tag == f"{W}{local}" and local in ORDERS:
                order = ORDERS[local].split()
                places = [order.index(etree.QName(child).localname) for child in node]
                assert places == sorted(places), (name, local)
                checked.add(local)
    assert checked == set(ORDERS)


def test_every_style_that_is_used_exists():
    found = parts(FULL)
    styles = {node.get(f"{W}styleId") for node in etree.fromstring(found["word/styles.xml"]).iter(f"{W}style")}
    for name in ("word/document.xml", "word/footerDefault.xml", "word/styles.xml"):
        root = etree.fromstring(found[name])
        links = [node for tag in ("pStyle", "tblStyle", "basedOn", "next") for node in root.iter(f"{W}{tag}")]
        used = {node.get(f"{W}val") for node in links}
        assert used
        assert used <= styles
