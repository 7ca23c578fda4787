"""Dates and festivals, and the year of a text that those have which leave it out."""

import pytest
from shuangyong.narrative.language import analyse


def moments_of(text, year=2026):
    return [moment for sentence in analyse(text, year).sentences for moment in sentence.moments]


@pytest.mark.parametrize(
    ("text", "date", "until"),
    [
        ("今年8月组织了活动。", "2026-08", None),
        ("3月10日上午座谈。", "2026-03-10", None),
        ("8月1日至5日开展走访。", "2026-08-01", "2026-08-05"),
        ("8月28日至9月3日集训。", "2026-08-28", "2026-09-03"),
        ("7月—9月开展宣传。", "2026-07", "2026-09"),
        ("9-10月开展教育。", "2026-09", "2026-10"),
        ("8月上旬完成。", "2026-08", None),
        ("八月初走访。", "2026-08", None),
        ("上半年开展。", "2026-01", "2026-06"),
        ("下半年开展。", "2026-07", "2026-12"),
        ("第三季度开展。", "2026-07", "2026-09"),
        ("前三季度开展。", "2026-01", "2026-09"),
        ("二〇二五年十一月二日召开。", "2025-11-02", None),
        ("2025年12月。", "2025-12", None),
        ("2025-12-03下发。", "2025-12-03", None),
        ("2025.12.3下发。", "2025-12-03", None),
        ("2024-2026年三年间。", "2024", "2026"),
        ("2025—2026学年度。", "2025", "2026"),
        ("2025、2026年两年。", "2025", "2026"),
        ("十二月二十五日。", "2026-12-25", None),
        ("2月30日。", None, None),
    ],
)
def test_dates(text, date, until):
    [moment] = moments_of(text)
    assert (moment.date and str(moment.date)) == date
    assert (moment.until and str(moment.until)) == until
    assert text[moment.start : moment.end] == moment.said


@pytest.mark.parametrize(
    ("text", "festival"),
    [
        ("春节期间慰问。", "春节"),
        ("“八一”前夕慰问。", "八一"),
        ("八一前夕慰问。", "八一"),
        ("在八·一建军节来临之际。", "八一"),
        ("国庆前升旗。", "国庆"),
        ("清明时节祭扫。", "清明"),
        ("烈士纪念日敬献花篮。", "烈士纪念日"),
        ("全民国防教育日当天。", "国防教育日"),
        ("六一儿童节。", "其他"),
    ],
)
def test_festivals(text, festival):
    moments = moments_of(text)
    assert {moment.festival for moment in moments} == {festival}
    assert {str(moment.date) for moment in moments} == {"2026"}


@pytest.mark.parametrize(
    "text",
    [
        "八一中学师生。",
        "八一路商户。",
        "七一勋章获得者。",
        "十一个社区。",
        "五四精神。",
        "8号楼。",
        "第3期。",
    ],
)
def test_no_moments(text):
    assert [moment for moment in moments_of(text) if moment.festival != "其他"] == []


def test_a_festival_of_a_named_year():
    year, festival = moments_of("2025年春节走访。")
    assert (str(year.date), str(festival.date), festival.festival) == ("2025", "2025", "春节")


def test_last_year_and_next_year():
    assert [str(moment.date) for moment in moments_of("今年8月不同于去年8月和明年3月。")] == [
        "2026-08",
        "2025-08",
        "2027-03",
    ]


def test_a_year_holds_to_the_end_of_its_line():
    text = "2025年7月走访，8月座谈。\n9月演出。"
    assert [str(moment.date) for moment in moments_of(text)] == ["2025-07", "2025-08", "2026-09"]


def test_since_a_year_is_not_the_year_of_what_follows():
    assert [str(moment.date) for moment in moments_of("2019年以来坚持走访，3月10日又去。")] == ["2019", "2026-03-10"]


@pytest.mark.parametrize("mask", ["20xx年", "20**年", "20XX年", "xx年", "20×年", r"20\*\*年", "202X年"])
def test_a_masked_year_is_none(mask):
    first, second = moments_of(f"{mask}8月体检，9月座谈。")
    assert (first.date, first.month, first.day) == (None, 8, None)
    assert (second.date, second.month) == (None, 9)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("某局2025年双拥工作总结\n全年走访3次，2024年为2次。", 2025),
        ("关于2025年工作的报告\n略。\n某局\n2026年1月8日", 2025),
        ("双拥工作总结\n全年走访3次。\n某某局\n2026年1月8日", 2025),
        ("双拥工作总结\n全年走访3次。\n某某局\n2025年12月28日", 2025),
        ("双拥工作计划\n全年走访3次。\n某某局\n2026年1月8日", 2026),
        ("双拥工作总结\n2025年走访3次。2025年7月座谈。2019年以来坚持共建。", 2025),
        ("双拥工作总结\n2025年走访3次。\n二、2026年工作计划\n走访。", 2025),
        ("20xx年双拥工作总结\n走访3次。", None),
        ("双拥工作总结\n20xx年走访3次，20xx年又去。2015年成立。", None),
        ("双拥工作总结\n走访3次。", None),
        ("庆祝活动综述\n建军95周年之际，举办晚会。", 2022),
        ("关于印发〔2019〕3号文件的报告\n走访3次。", None),
    ],
)
def test_the_year_of_a_text(text, year):
    assert analyse(text).year == year
    assert analyse(text, 2030).year == 2030


def test_last_year_in_a_text_that_looks_back():
    analysis = analyse("2025年工作综述\n去年，全市走访300户。")
    assert [str(moment.date) for moment in analysis.sentences[1].moments] == ["2025"]
