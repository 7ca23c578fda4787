"""Text files: encodings, and lines that a reader broke at its margin."""

import textwrap

import pytest
from shuangyong.narrative.extraction import extract

PARAGRAPH = (
    "医院走访慰问驻地官兵和军属三十二户，发放慰问金12.5万元，组织义诊8次，服务现役军人及家属1200余人次，取得了较好的成效，"
    "部队和军属送来锦旗4面，市里的报纸刊登了我们的做法。"
)
PROSE = f"双拥工作总结\n一、领导\n{PARAGRAPH}\n（一）宣传\n{PARAGRAPH}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding, newline, lines):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    data = mark + PROSE.replace("\n", newline).encode(encoding)
    assert lines(data, "a.txt") == PROSE.splitlines()


def test_short_text_in_gb18030_is_no_korean(lines):
    assert lines("慰问军属3户".encode("gb18030"), "a.txt") == ["慰问军属3户"]


@pytest.mark.parametrize("width", [20, 27, 36])
@pytest.mark.parametrize("indent", ["　　", ""])
def test_lines_broken_at_a_margin_are_one_again(width, indent, lines):
    broken = [broken_at(width, indent + one if one == PARAGRAPH else one) for one in PROSE.splitlines()]
    assert lines("\n".join(broken), "a.txt") == PROSE.splitlines()


@pytest.mark.parametrize("width", [20, 30])
def test_paragraphs_between_blank_lines(width, lines):
    broken = "\n\n".join(broken_at(width, one) for one in PROSE.splitlines())
    assert lines(broken, "a.txt") == PROSE.splitlines()


def broken_at(width, paragraph):
    return "\n".join(textwrap.wrap(paragraph, width, drop_whitespace=False))


def test_whole_paragraphs_headings_and_lists_stay_apart(lines):
    text = (
        "某某街道2025年双拥工作要点\n某某街道办事处\n一、强化组织领导\n调整领导小组成员，明确一名联络员。\n二、走访慰问\n"
        "1.八一前慰问驻军\n2.春节慰问军属8户\n3.走访烈属2户，送上慰问金\n2025年12月1日\n"
    )
    assert lines(text, "a.txt") == text.splitlines()


def test_a_line_that_ends_in_a_comma_goes_on(lines):
    assert lines("总结\n今年慰问军属8户，\n发放慰问金2000元。\n\n完。", "a.txt") == [
        "总结",
        "今年慰问军属8户，发放慰问金2000元。",
        "完。",
    ]


def test_a_number_broken_amid_its_digits_is_whole(lines):
    broken = [
        "　　全年走访慰问驻地部队官兵和军属，送去慰问金和慰问品折合人民币3",
        "5000元，为退役军人举办专场招聘会，提供岗位给退役军人和军属共120",
        "0个，组织医务人员到社区开展义诊和健康讲座，服务现役军人及其家属",
        "共800余人。",
    ]
    assert lines("\n".join(broken), "a.txt") == ["".join(broken).strip()]


@pytest.mark.parametrize("number", ["— 3 —", "-3-", "第 3 页 共 8 页"])
def test_a_paragraph_goes_on_behind_a_page_number(number, lines):
    first, *others = broken_at(30, PARAGRAPH).splitlines()
    text = "\n".join(["题", first, number, *others, broken_at(30, PARAGRAPH)])
    assert lines(text, "a.txt") == ["题", PARAGRAPH, PARAGRAPH]


def test_a_place_names_the_line_of_the_file(tmp_path):
    (tmp_path / "a.txt").write_text("题\n\n\n正文。\n", encoding="utf-8")
    assert [block.place for block in extract(tmp_path / "a.txt").blocks] == ["第1行", "第4行"]


def test_the_hash_is_that_of_the_text_in_utf_8(tmp_path):
    import hashlib

    (tmp_path / "a.txt").write_bytes("慰问\r\n".encode("gb18030"))
    assert extract(tmp_path / "a.txt").sha256 == hashlib.sha256("慰问".encode()).hexdigest()


def test_strange_characters_are_told(tmp_path):
    (tmp_path / "a.txt").write_text("\ue001\ue002双拥", encoding="utf-8")
    (note,) = extract(tmp_path / "a.txt").notes
    assert note.code == "unusual-characters" and "2 个" in note.message
