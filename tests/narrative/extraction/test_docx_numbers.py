"""List numbers that Word shows and no text holds."""

import pytest
from shuangyong.narrative.extraction.docx_numbers import written

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(index, form, pattern, **more):
    extra = "".join(f"<w:{name} w:val='{value}'/>" for name, value in more.items())
    return (
        f"<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
        f"{extra}<w:lvlText w:val='{pattern}'/></w:lvl>"
    )


LEVELS = level(0, "chineseCounting", "%1、") + level(1, "japaneseCounting", "（%2）") + level(2, "decimal", "%1.%2.%3")
LEGAL = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1-%2", isLgl="1")
NUMBERING = (
    f"<w:numbering {W}><w:abstractNum w:abstractNumId='7'>{LEVELS}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='8'>{LEGAL}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='9'>{level(0, 'bullet', '●')}</w:abstractNum>"
    "<w:abstractNum w:abstractNumId='10'><w:styleLink w:val='L'/>"
    f"{level(0, 'decimal', '第%1条')}</w:abstractNum>"
    "<w:abstractNum w:abstractNumId='11'><w:numStyleLink w:val='L'/></w:abstractNum>"
    "<w:num w:numId='5'><w:abstractNumId w:val='11'/></w:num>"
    "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='7'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='8'/></w:num><w:num w:numId='4'><w:abstractNumId w:val='9'/></w:num>"
    "</w:numbering>"
)


def item(number, index, text="文"):
    return (
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{index}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


@pytest.fixture
def numbered(word, changed, lines):
    """Return the lines of paragraphs of the lists above."""

    def read(*items, styles=None):
        document = word(*items)
        parts = {"word/numbering.xml": NUMBERING.encode()}
        if styles:
            parts["word/styles.xml"] = styles.encode()
        return lines(changed(document, parts))

    return read


def test_levels_count_on_and_begin_anew_below_a_higher_one(numbered):
    items = [item(1, 0), item(1, 1), item(1, 1), item(1, 2), item(1, 0), item(1, 1), item(1, 2), item(1, 2)]
    assert numbered(*items) == [
        "一、文", "（一）文", "（二）文", "一.二.1 文", "二、文", "（一）文", "二.一.1 文", "二.一.2 文",
    ]  # fmt: skip


def test_a_list_that_begins_anew_and_one_that_goes_on(numbered):
    items = [item(1, 0), item(2, 0), item(2, 0), item(1, 0)]
    assert numbered(*items) == ["一、文", "一、文", "二、文", "三、文"]


def test_a_legal_number_is_arabic_and_bullets_are_none(numbered):
    assert numbered(item(3, 0), item(3, 1), item(4, 0), item(0, 0), item(99, 0)) == [
        "I. 文", "1-1 文", "文", "文", "文",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs(numbered):
    styles = (
        f"<w:styles {W}><w:style w:type='paragraph' w:styleId='A'><w:name w:val='条'/><w:pPr><w:numPr>"
        "<w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='B'><w:name w:val='款'/><w:basedOn w:val='A'/></w:style></w:styles>"
    )
    styled = "<w:p><w:pPr><w:pStyle w:val='B'/>{}</w:pPr><w:r><w:t>文</w:t></w:r></w:p>"
    off = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    assert numbered(styled.format(""), styled.format(off), styled.format(""), styles=styles) == [
        "（一）文", "文", "（二）文",
    ]  # fmt: skip


def test_a_list_that_only_names_a_list_style(numbered):
    assert numbered(item(5, 0), item(5, 0)) == ["第1条 文", "第2条 文"]


def test_a_blank_paragraph_shows_no_number(numbered):
    assert numbered(item(1, 0, " "), item(1, 0)) == ["二、文"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (21, "japaneseCounting", "二十一"),
        (103, "chineseCounting", "一百零三"),
        (110, "chineseCounting", "一百一十"),
        (12, "ideographDigital", "一二"),
        (3, "chineseLegalSimplified", "叁"),
        (11, "ideographTraditional", "甲"),
        (2, "ideographZodiac", "丑"),
        (4, "decimalEnclosedCircleChinese", "④"),
        (21, "decimalEnclosedCircle", "㉑"),
        (14, "lowerRoman", "xiv"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (5, "somethingNew", "5"),
    ],
)
def test_how_a_number_is_written(number, form, shown):
    assert written(number, form) == shown
