import pytest


@pytest.mark.parametrize(
    ("year", "said", "quote"),
    [
        (2021, "在县卫生局的指导下，开通绿色通道。", "卫生局"),
        (2022, "会同区民政局走访慰问军属。", "民政局"),
        (2020, "与市消防大队官兵结成共建对子。", "消防大队"),
        (2024, "慰问转业士官3名。", "士官"),
        (2010, "看望革命伤残军人和烈属。", "革命伤残军人"),
        (2010, "看望二等伤残军人。", "二等伤残军人"),
        (2018, "南京军区领导来信勉励。", "南京军区"),
        (2025, "落实《退役士兵安置条例》。", "《退役士兵安置条例》"),
        (2023, "宣传《国防设施保护法》。", "《国防设施保护法》"),
        (2023, "学习《军人优待抚恤条例》。", "《军人优待抚恤条例》"),
        (2023, "学习《军人抚慰优待条例》。", "《军人抚慰优待条例》"),
    ],
)
def test_a_name_is_marked_after_its_change(marked, year, said, quote):
    assert marked(f"某县{year}年双拥工作总结", said, flaw="old_name") == [("old_name", quote)]


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2012, "在县卫生局、民政局的指导下，走访军属，慰问消防大队官兵。"),
        (2018, "在县卫生局的指导下，开通绿色通道。"),
        (2021, "原卫生局的老同志参加了座谈。"),
        (2021, "2015年，县卫生局与驻军签订了协议。"),
        (2022, "协调民政局把困难家庭纳入低保。"),
        (2022, "为消防救援大队指战员体检。"),
        (2024, "到士官学校参观。"),
        (2024, "宣传《国防教育法》《山东省国防教育条例》《教育法》。"),
        (2026, "南京军区总医院旧址对外开放。"),
    ],
)
def test_a_name_of_its_time_is_left_alone(marked, year, said):
    assert marked(f"某县{year}年双拥工作总结", said, flaw="old_name") == []


def test_a_text_without_a_year_is_taken_for_one_of_today(marked):
    assert marked("双拥工作汇报", "在市卫计委领导下开展工作。") == [("old_name", "卫计委")]


def test_a_name_is_marked_once(marked):
    assert len(marked("2022年总结", "卫生局开会。", "卫生局慰问军属。", "卫生局总结。", flaw="old_name")) == 1
