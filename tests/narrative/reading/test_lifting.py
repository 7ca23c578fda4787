"""What a ledger holds of another sector's kinds, and stocks beside what was added to them."""

from shuangyong.catalog import installed_for_figures
from shuangyong.narrative.language import analyse
from shuangyong.narrative.reading.lifting import fitted
from shuangyong.narrative.reading.proposing import propose

CATALOG = installed_for_figures()


def of(text, sector):
    return propose(analyse(f"2026年双拥工作总结\n\n{text}", 2026), CATALOG, sector)


def figures(proposal):
    measures = {field.id for field in CATALOG.kinds[proposal.kind].measures}
    return {field: value for field, value in proposal.fields.items() if field in measures}


def in_ledger_of(text, wrote, keeps):
    """What a text that one sector wrote comes to in another's ledger."""
    known = {kind.name: kind for kind in CATALOG.kinds_of(keeps)}
    return [
        (one.kind, figures(one))
        for proposal in of(text, wrote).proposals
        for one in fitted(proposal, CATALOG.kinds[proposal.kind], known)
    ]


def test_what_a_ledger_has_no_sheet_for_goes_to_the_nearest_that_it_has():
    told = in_ledger_of("承担征兵体检，体检应征青年412名，合格301名。", "hospital", "bureau")
    assert told == [("core.support", {"beneficiaries": 412}), ("hospital.recruit_exam", {"qualified": 301})]


def test_what_a_ledger_knows_stays_as_it_is():
    told = in_ledger_of("承担征兵体检，体检应征青年412名，合格301名。", "hospital", "hospital")
    assert told == [("hospital.recruit_exam", {"examined": 412, "qualified": 301})]


def test_how_many_there_are_now_is_told_and_not_how_many_were_added():
    reading = of("今年新设优抚窗口3个，目前全院共有9个。", "hospital")
    assert [figures(one) for one in reading.proposals] == [{"windows": 9}]
    assert [(one.said, one.reason) for one in reading.unplaced] == [("3个", "是当年新增的或其中的一部分，现有数另有。")]


def test_what_it_has_risen_to_is_the_figure():
    assert [figures(one) for one in of("优先窗口由5个增加到8个。", "hospital").proposals] == [{"windows": 8}]


def test_an_amount_each_is_of_as_many_units_or_papers_as_are_named():
    assert [figures(one) for one in of("走访驻军部队3个，送去慰问金各2万元。", "bureau").proposals] == [
        {"units_visited": 3, "cash": 60000}
    ]
    assert [figures(one) for one in of("送立功喜报4份，每份附慰问金800元。", "bureau").proposals] == [
        {"notices": 4, "cash": 3200}
    ]


def test_a_row_of_a_table_that_has_become_a_line():
    reading = of("悬挂光荣牌　　　块　　　31　　　60\n发放抚恤金　　　万元　　　18.6　　　40", "bureau")
    assert [figures(one) for one in reading.proposals] == [{"plaques": 31}, {"paid": 186000}]


def test_figures_that_are_said_to_be_others_are_no_proposals():
    reading = of("据县医院通报，义诊官兵240人次，不属本单位工作。\n【兄弟单位做法】某镇走访军属88户。", "bureau")
    assert not reading.proposals
    assert {one.said for one in reading.unplaced} == {"240人次", "88户"}


def test_a_plan_with_what_came_of_it():
    text = "任务1：走访军属60户。结果：走访军属57户。\n【原定安排】举办国防讲座5场。\n【实际落实】举办国防讲座3场。"
    done = [figures(one) for one in of(text, "bureau").proposals if "planned" not in one.marks]
    assert done == [{"households": 57}, {"sessions": 3}]
