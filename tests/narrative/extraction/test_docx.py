"""A Word document as its reader sees it."""

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from shuangyong.narrative.extraction import extract

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def test_tracked_insertions_are_read_and_deletions_are_not(word, lines):
    document = word(
        "<w:p><w:r><w:t>慰问</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>军属8户</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>军属6户</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3'><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
        "<w:moveTo w:id='4'><w:r><w:t>。</w:t></w:r></w:moveTo></w:p>"
    )
    assert lines(document) == ["慰问军属8户。"]


def test_revisions_are_told(word, tmp_path):
    word("<w:p><w:ins w:id='1' w:author='a'><w:r><w:t>新</w:t></w:r></w:ins></w:p>").save(tmp_path / "a.docx")
    (note,) = extract(tmp_path / "a.docx").notes
    assert note.severity == "warning" and note.code == "tracked-changes"


def test_a_deleted_end_of_paragraph_joins_it_with_the_next(word, lines):
    document = word(
        "<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>后半。</w:t></w:r></w:p>",
    )
    assert lines(document) == ["前半，后半。"]


def test_content_controls_hyperlinks_fields_and_ruby(word, lines):
    document = word(
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>某单位</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:hyperlink w:anchor='x'><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:fldSimple w:instr='DATE'><w:r><w:t>8月</w:t></w:r></w:fldSimple>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>3日</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>yōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拥</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "</w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的段</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert lines(document) == ["某单位链接8月3日拥", "控件里的段"]


def test_a_text_box_is_read_once(word, lines):
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
    document = word(
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
        f"<a:graphic><a:graphicData uri='x'><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(document) == ["正文", "框里的话"]


def test_hidden_text_and_a_table_of_contents_are_not_read(word, lines):
    document = word(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
        "<w:t>看得见</w:t></w:r></w:p>",
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        "<w:sdtContent><w:p><w:r><w:t>一、工作……1</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert lines(document) == ["看得见"]


def test_a_broken_line_is_two_lines(word, lines):
    assert lines(word("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:tab/><w:t>右</w:t></w:r></w:p>")) == [
        "上",
        "下 右",
    ]


def test_characters_that_nobody_sees_vanish(word, lines):
    document = word("<w:p><w:r><w:t xml:space='preserve'>　　慰\u200b问\u00ad金\u00a0 </w:t></w:r></w:p>")
    assert lines(document) == ["慰问金"]


def test_headings_have_the_level_of_their_style_or_outline(tmp_path):
    document = docx.Document()
    document.add_heading("总结", 0)
    document.add_heading("一、领导", 1)
    own = document.add_paragraph("（一）机构")
    own._p.get_or_add_pPr().append(outline(1))
    long = document.add_heading("很长的一段话，" * 20, 2)
    plain = document.add_heading("其实是正文", 1)
    plain._p.get_or_add_pPr().append(outline(9))
    assert long.text
    document.save(tmp_path / "a.docx")
    blocks = extract(tmp_path / "a.docx").blocks
    assert [(block.form, block.level) for block in blocks] == [
        ("heading", 0), ("heading", 1), ("heading", 2), ("paragraph", None), ("paragraph", None),
    ]  # fmt: skip


def outline(level):
    entry = OxmlElement("w:outlineLvl")
    entry.set(qn("w:val"), str(level))
    return entry


def test_a_table_is_a_line_a_row_with_its_cells_in_their_columns(tmp_path):
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in enumerate([["项目", "次数", "金额"], ["义诊", "", "0.5万元"], ["合计", "", "8"]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    document.save(tmp_path / "a.docx")
    extracted = extract(tmp_path / "a.docx")
    assert extracted.text.splitlines() == ["项目\t次数\t金额", "义诊\t\t0.5万元", "合计\t8"]
    last = extracted.blocks[-1]
    assert (last.form, last.table, last.row, last.column, last.place) == ("cell", 1, 3, 3, "表1第3行第3列")
    assert all(extracted.text[block.start : block.end].count("\t") == 0 for block in extracted.blocks)


def test_a_cell_full_of_prose_keeps_its_paragraphs(tmp_path):
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "主要事迹"
    table.cell(0, 1).text = "一是慰问军属8户。"
    table.cell(0, 1).add_paragraph("二是义诊2次。")
    document.save(tmp_path / "a.docx")
    assert extract(tmp_path / "a.docx").text.splitlines() == ["主要事迹", "一是慰问军属8户。", "二是义诊2次。"]


def test_a_deleted_row_is_not_read(word, lines):
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = row.format("", "留") + row.format("<w:trPr><w:del w:id='1' w:author='a'/></w:trPr>", "删")
    assert lines(word(f"<w:tbl>{rows}</w:tbl>")) == ["留"]


def test_notes_at_the_foot_stand_behind_the_text(word, changed, tmp_path):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    note = "<w:footnote w:id='{}' {}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>"
    notes = note.format(0, "w:type='separator'", "线") + note.format(2, "", "注文")
    relation = f"<Relationship Id='n' Type='{office}/footnotes' Target='footnotes.xml'/>"
    parts = {
        "word/footnotes.xml": f"<w:footnotes xmlns:w='{MAIN}'>{notes}</w:footnotes>".encode(),
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{PACKAGE}'>{relation}</Relationships>".encode(),
    }
    document = word("<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
    (tmp_path / "a.docx").write_bytes(changed(document, parts))
    extracted = extract(tmp_path / "a.docx")
    assert extracted.text.splitlines() == ["正文", "注文"] and extracted.blocks[1].place == "脚注1"


def test_strict_documents_are_read(changed, lines):
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f"<w:document xmlns:w='{strict}'><w:body><w:p><w:r><w:t>慰问</w:t></w:r></w:p></w:body></w:document>"
    assert lines(changed(docx.Document(), {"word/document.xml": body.encode()})) == ["慰问"]
