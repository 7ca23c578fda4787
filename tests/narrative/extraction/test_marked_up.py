"""Web pages and Markdown."""

import pytest
from shuangyong.narrative.extraction import extract

PAGE = """<!DOCTYPE html><html><head><title>网站名</title><meta charset="{charset}">
<style>p {{color:red}}</style></head>
<body><nav><a>首页</a><a>返回</a></nav><script>var a = "3户";</script>
<h1>双拥总结</h1><div>一年来，<b>慰问</b>军属
  8户。<br>义诊2次。</div>
<table><tr><th>项目</th><th>次数</th></tr><tr><td colspan=2>义诊</td><td>2</td></tr></table>
<p style="display: none">藏着</p><p>义<span role="tooltip">出处</span>诊</p>
<ul><li>甲&nbsp;事<li>乙 &lt;事&gt;</ul><footer>版权所有</footer></body></html>"""
LINES = ["双拥总结", "一年来，慰问军属8户。", "义诊2次。", "项目\t次数", "义诊\t2", "义诊", "甲 事", "乙 <事>"]


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("x", "gb18030")])
@pytest.mark.parametrize("name", ["a.html", "a.doc", "a.txt"])
def test_a_page_without_its_furniture(charset, encoding, name, lines):
    assert lines(PAGE.format(charset=charset).encode(encoding), name) == LINES


def test_headings_and_cells_of_a_page(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    blocks = extract(tmp_path / "a.html").blocks
    assert (blocks[0].form, blocks[0].level) == ("heading", 0)
    assert [(one.row, one.column) for one in blocks if one.form == "cell"] == [(1, 1), (1, 2), (2, 1), (2, 3)]


def test_a_page_laid_out_by_a_table_keeps_its_paragraphs(lines):
    inner = "<table><tr><td>义诊</td><td>2</td></tr></table>"
    page = f"<table><tr><td>栏</td><td><p>慰问军属8户。</p><p>义诊。</p>{inner}</td></tr></table>"
    assert lines(page, "a.html") == ["栏", "慰问军属8户。", "义诊。", "义诊\t2"]


def test_a_page_saved_by_a_word_processor_loses_its_running_header(lines):
    page = "<html><body><div title='header'><p>内部</p></div><p>正文</p><div style='mso-element:footer'>1</div>"
    assert lines(page, "a.html") == ["正文"]


def test_a_page_nested_deeper_than_the_parser_follows_is_refused(lines, refusal):
    assert lines("<html><body>" + "<div>" * 1500 + "底" + "</div>" * 1500, "a.html") == ["底"]
    assert refusal("<html><body>" + "<div>" * 5000 + "底" + "</div>" * 5000, "a.html").code == "too-deep"


def test_markdown(lines):
    text = (
        "# 总结\n\n一年来，**“八一”**走访\n军属8户。\n\n## 一、慰问\n\n1. 甲\n2. 乙\n\n- 丙\n\n"
        "| 项目 | 次数 |\n|---|---|\n| 义诊 | 2 |\n\n```\n原样\n```\n[链接](http://x)\n"
    )
    assert lines(text, "a.md") == [
        "总结", "一年来，“八一”走访军属8户。", "一、慰问",
        "1. 甲", "2. 乙", "丙", "项目\t次数", "义诊\t2", "原样", "链接",
    ]  # fmt: skip


def test_headings_of_markdown(tmp_path):
    (tmp_path / "a.md").write_text("# 题\n\n正文\n\n## 一\n", encoding="utf-8")
    assert [(one.form, one.level) for one in extract(tmp_path / "a.md").blocks] == [
        ("heading", 0), ("paragraph", None), ("heading", 1),
    ]  # fmt: skip
