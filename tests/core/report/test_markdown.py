"""Documents as Markdown."""

from shuangyong import Visit
from shuangyong.report.compose import compose
from shuangyong.report.markdown import render_markdown


def markdown(catalog, ledger, records, **unit):
    return render_markdown(compose(ledger(catalog, records, **unit), catalog, "summary")).decode()


def test_a_document_reads_as_text(port, ledger):
    text = markdown(port().catalog, ledger, [Visit(people=3)], addressee="某某区双拥办")
    body, _, record = text.partition("\n<!-- shuangyong ")
    assert body == (
        "# 某某港务局2026年双拥工作总结\n\n某某区双拥办：\n\n"
        "2026年，我港共开展双拥活动1次，受益3人次。现将全年双拥工作情况总结如下：\n\n"
        "## 一、密切军民关系，办好拥军实事\n\n开展走访慰问1次，慰问3人。\n\n"
        "附件：某某港务局2026年双拥工作统计表\n\n某某港务局\n\n2026年12月20日\n\n"
        "# 附件 某某港务局2026年双拥工作统计表\n\n军民共建\n\n"
        "| 项目 | 指标 | 单位 | 数值 |\n| --- | --- | --- | ---: |\n"
        "| 走访慰问 | 次数 | 次 | 1 |\n| 走访慰问 | 慰问人数 | 人 | 3 |\n| 走访慰问 | 受益人次 | 人次 | 3 |\n"
    )
    assert record.endswith(" -->\n")


def test_the_record_cannot_end_its_comment(port, ledger):
    text = markdown(port().catalog, ledger, [Visit(title="--><b>", people=3)])
    assert text.count("-->") == 1
    assert "<b>" not in text


def test_markup_in_cells_stays_text(port, ledger):
    made = port(told="{% for row in visit %}{{ row.title }}\n\n{% endfor %}")
    titles = ["**粗**", "a|b", "[x](y)", "<b>", "1. 列表", "- 列表", "# 题", "&lt;", "`c`", "_斜_", "---", "![p](q)"]
    body = markdown(made.catalog, ledger, [Visit(title=title) for title in titles]).partition("\n<!--")[0]
    for written in (
        r"\*\*粗\*\*",
        r"a\|b",
        r"\[x\](y)",
        r"\<b\>",
        r"1\. 列表",
        r"\- 列表",
        r"\# 题",
        r"\&lt;",
        r"\---",
    ):
        assert f"\n{written}\n" in body


def test_bold_closes_beside_chinese_punctuation(port, ledger):
    made = port(told="**“八一”**走访{{ visit.count }}次，**合计**。")
    body = markdown(made.catalog, ledger, [Visit()])
    assert "<strong>“八一”</strong>走访1次，**合计**。" in body


def test_the_same_document_gives_the_same_bytes(port, ledger):
    catalog = port().catalog
    assert markdown(catalog, ledger, [Visit(people=3)]) == markdown(catalog, ledger, [Visit(people=3)])
