"""The sample ledgers of all eight sectors scored, against a count of their records that knows nothing of the engine."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from shuangyong import (
    Assistance,
    Awareness,
    Commendation,
    Document,
    EducationEvent,
    Enlistment,
    EntitledPerson,
    Funding,
    Gathering,
    LeadingGroup,
    Meeting,
    Partner,
    Placement,
    PlanItem,
    Policy,
    Publicity,
    Service,
    Support,
    TrainingSupport,
    Visit,
)
from shuangyong.assess.scoring import score
from shuangyong.assess.shipped import standard_of
from shuangyong.catalog import installed_for_figures
from shuangyong.kinds.activity import Activity
from shuangyong.model.festivals import festival_of
from shuangyong.workbook.samples import sample_ledger

YEAR = 2026
CATALOG = installed_for_figures()
SECTORS = [sector.id for sector in CATALOG.sectors]


def quarters(amount):
    """Return points cut down to a quarter; fractions are exact."""
    return Decimal(math.floor(amount * 4)) / 4


def by_hand(records, absent):
    """Return the points of items 1 to 25 and 加1, 加2 as an officer would count them, record by record."""

    def of(cls):
        return [one for one in records if isinstance(one, cls)]

    def some(found):
        return 1 if found else 0

    def excused(name, found):
        return 1 if found or name in absent else 0

    def festival(one):
        return one.festival or festival_of(one.date)

    deeds, visits, papers, publicity = of(Activity), of(Visit), of(Document), of(Publicity)
    leading = max(of(LeadingGroup), key=lambda one: one.date)
    plan, awareness = of(PlanItem), of(Awareness)
    done = Fraction(sum(one.result == "完成" for one in plan)) / len(plan) * 100
    aware = Fraction(sum(one.aware for one in awareness)) / sum(one.surveyed for one in awareness) * 100
    matters = sum(one.matters or 0 for one in of(Support))
    spent = [one for one in visits if one.spending or one.cash or one.goods_value]
    served = [one for one in visits if one.beneficiaries or one.people]
    meetings = {form: [one for one in of(Meeting) if one.form == form] for form in
                ("领导小组会议", "专题研究", "军地联席会议", "座谈会")}  # fmt: skip
    special = ("科技拥军", "智力拥军", "文化拥军", "法律拥军", "医疗拥军", "信息拥军")
    proven = Fraction(sum(one.evidence is not None for one in deeds)) / len(deeds) * 100
    half = Decimal("1.5")
    return {
        "1": 1 + some(leading.leader_post) + (1 if (leading.members or 0) >= 3 else 0) + some(leading.liaison),
        "2": min(4, 2 * sum(len(meetings[form]) for form in ("领导小组会议", "专题研究", "军地联席会议"))),
        "3": half * some([one for one in papers if one.form == "计划" and one.date.year == YEAR])
        + half * some([one for one in papers if one.form == "总结" and one.date.year == YEAR])
        + some(plan),
        "4": Decimal(3) if done >= 90 else quarters(3 * done / 90),
        "5": half * some([one for one in of(Funding) if one.amount])
        + half * some([one for one in deeds if one.spending or one.goods_value or getattr(one, "cash", None)
                       or getattr(one, "paid", None)]),
        "6": 2 * some([one for one in papers if one.form in ("制度", "职责")]),
        "7": min(4, len(of(EducationEvent))),
        "8": sum(
            some([one for one in deeds if festival(one) == name]) for name in ("清明", "七一", "八一", "国防教育日")
        ),
        "9": sum(some([one for one in publicity if one.form == form]) for form in
                 ("横幅标语", "专栏板报", "电子屏", "信息简报")),
        "10": min(3, sum(one.items or 0 for one in publicity if one.form == "信息简报") // 8),
        "11": Decimal(3) if aware >= 90 else quarters(3 * aware / 90),
        "12": 2 * sum(some([one for one in visits if festival(one) == name]) for name in ("春节", "八一"))
        + quarters(Fraction(2 * sum(one.evidence is not None for one in visits)) / len(visits)),
        "13": min(4, matters) + 2 * some([one for one in of(Support) if one.evidence]),
        "14": 2 * some(spent) + 2 * some(served),
        "15": 2 * some([one for one in of(Support) if one.form in special]) + 2 * some(of(TrainingSupport)),
        "16": half * some(of(Policy)) + half * some([one for one in of(Policy) if one.basis]),
        "17": 3 * excused("core.entitled_person", of(EntitledPerson)),
        "18": half * some(of(Service)) + half * some(of(Assistance)),
        "19": half * excused("core.enlistment", of(Enlistment)) + half * excused("core.placement", of(Placement)),
        "20": len({(one.date.month - 1) // 3 for one in deeds if one.date and one.date.month}),
        "21": min(3, len(of(Gathering))),
        "22": Decimal(3) if proven >= 80 else quarters(3 * proven / 80),
        "23": 2 * some(of(Partner)) + 2 * some([one for one in of(Partner) if one.date]),
        "24": min(4, len([one for one in deeds if one.partner])),
        "25": 2 * some([*meetings["座谈会"], *meetings["军地联席会议"]]),
        "加1": 2 * some([one for one in of(Commendation) if one.level in ("国家", "省")]),
        "加2": 1 * some([one for one in of(Commendation) if one.level in ("市", "县")]),
    }  # fmt: skip


#: The sector's own items, counted in the samples by eye.
OWN = {
    "hospital": {"特1": 3, "特2": 3, "特3": 2, "特4": Decimal("1.5")},
    "school": {"特1": 3, "特2": 2, "特3": 3, "特4": 2},
    "community": {"特1": 2, "特2": 2, "特3": 2, "特4": 2, "特5": 2},
    "commerce": dict.fromkeys(("特1", "特2", "特3", "特4"), Decimal("2.5")),
    "health": dict.fromkeys(("特1", "特2", "特3", "特4", "特5"), 2),
    "education": dict.fromkeys(("特1", "特2", "特3", "特4", "特5"), 2),
    "township": dict.fromkeys(("特1", "特2", "特3", "特4"), Decimal("2.5")),
    "bureau": {"特1": 3, "特2": 3, "特3": 4},
}
#: What the samples come to together, bonus included.
TOTALS = {
    "bureau": "76", "commerce": "75.25", "community": "72.5", "education": "76.5", "health": "84.25",
    "hospital": "84.25", "school": "83.75", "township": "78.75",
}  # fmt: skip


@pytest.fixture(scope="module")
def unit_standard():
    return standard_of(CATALOG, "unit").standard


@pytest.mark.parametrize("sector", SECTORS)
def test_every_item_of_a_sample_scores_what_a_count_of_its_records_says(unit_standard, sector):
    sample = CATALOG.sample(sector)
    expected = {**by_hand(sample.records(YEAR), sample.absent), **OWN[sector]}
    made = score(sample_ledger(CATALOG, sector, YEAR), unit_standard, sector)
    found = {one.item.number: one.score for one in made.items if one.item.nature != "一票否决"}
    assert found == expected


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sample_comes_to_the_sum_of_its_items(unit_standard, sector):
    made = score(sample_ledger(CATALOG, sector, YEAR), unit_standard, sector)
    assert made.total == Decimal(TOTALS[sector])
    assert made.full == 100
    assert sum(one.score for one in made.categories) + made.bonus == made.total
    assert not made.vetoes


@pytest.mark.parametrize("sector", SECTORS)
def test_what_is_missing_is_what_is_lost(unit_standard, sector):
    made = score(sample_ledger(CATALOG, sector, YEAR), unit_standard, sector)
    for one in made.items:
        if one.item.nature == "计分":
            assert sum(missing.gain for missing in one.missing) == one.item.points - one.score, one.item.number
