import pytest
from shuangyong.catalog import installed_for_figures
from shuangyong.narrative.extracted import Extracted, Piece
from shuangyong.narrative.language import analyse
from shuangyong.narrative.proofreading.proofreading import proofread
from shuangyong.workbook.samples import sample_ledger

YEAR = 2026
LONG = "在上级领导下，我院把双拥工作列入议事日程，坚持常抓不懈，健全制度，落实责任，军地关系更加融洽。" * 12


@pytest.fixture(scope="module")
def against():
    """Proofread lines beside the hospital's sample ledger of 2026: the findings that only a ledger gives."""

    def compare(*lines):
        extracted = Extracted.of("总结.txt", [Piece(text=line) for line in ("2026年双拥工作总结", *lines)])
        catalog = installed_for_figures()
        ledger = sample_ledger(catalog, "hospital", YEAR)
        found = proofread(extracted, analyse(extracted, YEAR), catalog, ledger=ledger)
        return [one for one in found if one.flaw in ("contradicts_ledger", "not_in_ledger", "omitted")]

    return compare


@pytest.mark.parametrize(
    "said",
    [
        "8月12日，我院组织征兵体检，体检应征青年343名。",
        "全年征兵体检共体检应征青年469名。",
        "我院承担征兵体检，体检近350名应征青年。",
        "组织义诊1次，减免金额450元。",
        "为驻地官兵体检129人次，减免费用3.33万元。",
        "计划明年征兵体检500名应征青年。",
        "近三年来，累计征兵体检应征青年1500名。",
    ],
)
def test_a_figure_that_the_ledger_has_is_in_order(against, said):
    assert against(said) == []


@pytest.mark.parametrize(
    ("said", "quote", "told", "place"),
    [
        ("8月12日，我院组织征兵体检，体检应征青年334名。", "334名", "343名", "征兵体检!"),
        ("我院承担征兵体检，共体检应征青年569名。", "569名", "469名", "征兵体检!"),
        ("组织义诊1次，减免金额4500元。", "4500元", "450元", "义诊!"),
    ],
)
def test_a_figure_that_contradicts_the_ledger_is_marked_with_its_cell(against, said, quote, told, place):
    (one,) = against(said)
    assert (one.flaw, one.quote) == ("contradicts_ledger", quote)
    assert told in one.message and told in one.suggest and place in one.message


def test_a_figure_that_the_ledger_lacks_is_marked(against):
    (one,) = against("为驻军修建道路，安置随军家属17名。")
    assert (one.flaw, one.quote) in [("not_in_ledger", "17名"), ("contradicts_ledger", "17名")]


def test_work_of_weight_that_the_text_leaves_out_is_told(against):
    told = [one.message for one in against(LONG, "8月12日，我院组织征兵体检，体检应征青年343名。")]
    assert any("“义诊”" in message for message in told)
    assert not any("“征兵体检”" in message for message in told)


def test_a_short_note_need_not_tell_everything(against):
    assert against("8月12日，我院组织征兵体检，体检应征青年343名。") == []


def test_a_form_that_is_one_of_several_in_a_figure_is_not_taken_for_its_scope(against):
    """The whole year's is nearer than that of the form named last."""
    (one,) = against("开展联谊活动4次（联欢晚会1次、球类比赛3次），参加999人次。")
    assert "合计" in one.message and "“" not in one.message.partition("台账")[2].partition("为")[0]
