"""Native Word comments at the places of findings, and nothing else changed."""

import re
import zipfile

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from shuangyong.model.problems import ProblemsFound
from shuangyong.narrative.extraction import extract
from shuangyong.narrative.marking.commenting import comment_docx

NAMES = nsdecls("w", "a", "wp") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def of(*paragraphs):
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    return document


def with_markup(*markup):
    document = docx.Document()
    for one in markup:
        entry = parse_xml(re.sub("^<[a-z:A-Z]+", rf"\g<0> {NAMES}", one))
        document.element.body.insert(len(document.element.body) - 1, entry)
    return document


def test_a_comment_stands_at_its_place(marked):
    found = marked(of("一年来慰问军属8户。", "义诊2次。"), "军属8户", "2次")
    assert found.comments() == [("军属8户", ["看军属8户", "建议：改"]), ("2次", ["看2次", "建议：改"])]


def test_comments_may_touch_overlap_and_lie_within_each_other(marked):
    found = marked(of("甲乙丙丁戊己庚"), "甲乙丙", "丁戊", "乙丙丁", "甲乙丙丁戊己庚", "丙", "丙")
    assert [quote for quote, _ in found.comments()] == ["甲乙丙", "甲乙丙丁戊己庚", "乙丙丁", "丙", "丙", "丁戊"]


def test_a_split_run_keeps_its_look(marked):
    document = docx.Document()
    run = document.add_paragraph().add_run("慰问军属8户。")
    run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
    after = docx.Document(marked(document, "军属").path)
    runs = [one for one in after.paragraphs[0].runs if one.text]
    assert [one.text for one in runs] == ["慰问", "军属", "8户。"]
    assert all(one.bold and one.font.highlight_color == WD_COLOR_INDEX.YELLOW for one in runs)


def test_a_place_over_several_runs_and_tabs(marked):
    document = docx.Document()
    paragraph = document.add_paragraph("慰问")
    paragraph.add_run("军\t属").italic = True
    paragraph.add_run("8户。")
    assert marked(document, "问军 属8").comments()[0][0] == "问军属8"


def test_a_place_over_two_paragraphs_and_one_that_ends_with_its_cell(marked):
    document = of("甲甲", "乙乙")
    assert marked(document, "甲\n乙").comments()[0][0] == "甲乙"
    table = docx.Document()
    cells = table.add_table(1, 2).row_cells(0)
    cells[0].text, cells[1].text = "丙丙", "丁丁"
    assert marked(table, "丙\t丁").comments()[0][0] == "丙"


def test_in_a_hyperlink_an_insertion_and_a_content_control(marked):
    document = with_markup(
        "<w:p><w:hyperlink w:anchor='x'><w:r><w:t>链接文字</w:t></w:r></w:hyperlink>"
        "<w:ins w:id='90' w:author='a'><w:r><w:t>新增文字</w:t></w:r></w:ins>"
        "<w:sdt><w:sdtContent><w:r><w:t>控件文字</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    found = marked(document, "接文", "增文", "件文字", "字新")
    assert sorted(quote for quote, _ in found.comments()) == sorted(["接文", "增文", "件文字", "字新"])


def test_at_a_text_box_for_what_stands_in_it(marked):
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
    document = with_markup(
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    found = marked(document, "框里", "正文")
    root = found.part("word/document.xml")
    assert not [one for one in root.iter("{*}txbxContent") if list(one.iter("{*}commentRangeStart"))]
    assert [said[0] for _, said in found.comments()] == ["看正文", "看框里"]


def test_a_number_that_word_shows_is_marked_at_the_text_behind_it(marked):
    document = docx.Document()
    document.add_paragraph("慰问军属", style="List Number")
    assert marked(document, "1. ").comments()[0][0] == "慰问军属"


def test_what_is_missing_from_the_text_is_said_at_its_beginning(marked, remark):
    found = marked(of("总结", "正文"), remarks=[remark(0, 0, "台账有、文中没写")])
    assert found.comments() == [("总结", ["台账有、文中没写"])]


def test_comments_that_are_there_are_kept(marked):
    document = of("慰问军属8户。")
    document.add_comment(document.paragraphs[0].runs, text="请核", author="李", initials="L")
    found = marked(document, "8户")
    assert [(quote, said[0]) for quote, said in found.comments()] == [("慰问军属8户。", "请核"), ("8户", "看8户")]
    assert [one.author for one in docx.Document(found.path).comments] == ["李", "双拥台账"]


def test_marked_again(marked, tmp_path, remark):
    first = marked(of("慰问军属8户。"), "8户")
    comment_docx(first.path, [remark(0, 2, "再看")], tmp_path / "再.docx")
    assert len([*docx.Document(tmp_path / "再.docx").comments]) == 2


def test_all_other_parts_are_the_same(marked, tmp_path):
    target = marked(of("慰问军属8户。"), "8户").path
    with zipfile.ZipFile(tmp_path / "稿.docx") as old, zipfile.ZipFile(target) as new:
        changed = {name for name in new.namelist() if name not in old.namelist() or new.read(name) != old.read(name)}
    assert changed == {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
    }  # fmt: skip


def test_equal_input_gives_equal_bytes_and_no_finding_the_same_file(tmp_path, remark):
    of("慰问军属8户。").save(tmp_path / "a.docx")
    for name, remarks in (("b", [remark(2, 4, "看")]), ("c", [remark(2, 4, "看")]), ("d", [])):
        comment_docx(tmp_path / "a.docx", remarks, tmp_path / f"{name}.docx")
    assert (tmp_path / "b.docx").read_bytes() == (tmp_path / "c.docx").read_bytes()
    assert (tmp_path / "d.docx").read_bytes() == (tmp_path / "a.docx").read_bytes()


def test_markup_in_a_message_stays_text(marked, remark):
    found = marked(of("慰问"), remarks=[remark(0, 2, "<w:t>\x01&看\n</w:t>", "=1")])
    assert found.comments() == [("慰问", ["<w:t>&看 </w:t>", "建议：=1"])]


@pytest.mark.parametrize("content", [b"\xe6\x85\xb0\xe9\x97\xae", b"", b"PK\x03\x04"])
def test_what_is_no_docx_is_refused_and_nothing_written(content, tmp_path, remark):
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(ProblemsFound) as found:
        comment_docx(tmp_path / "a.docx", [remark(0, 1, "看")], tmp_path / "b.docx")
    assert found.value.problems[0].fix and not (tmp_path / "b.docx").exists()


def test_a_document_without_text(tmp_path, remark):
    docx.Document().save(tmp_path / "a.docx")
    with pytest.raises(ProblemsFound) as found:
        comment_docx(tmp_path / "a.docx", [remark(0, 0, "看")], tmp_path / "b.docx")
    assert found.value.problems[0].code == "no-text"


@pytest.mark.parametrize("step", [1, 3])
def test_every_place_of_a_report_can_be_marked(step, marked, remark, tmp_path):
    document = of("一、领导", "组长王某\t副组长两名。", "（一）慰问军属，8户。")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "项目", "2次"
    document.save(tmp_path / "x.docx")
    text = extract(tmp_path / "x.docx").text
    remarks = [remark(start, start + step, f"第{start}处") for start in range(len(text) - step + 1)]
    found = marked(document, remarks=remarks)
    for one, (quote, said) in zip(remarks, found.comments(), strict=True):
        assert said == [one.message]
        if step == 1 and text[one.start] not in "\t\n ":
            assert quote == text[one.start]
