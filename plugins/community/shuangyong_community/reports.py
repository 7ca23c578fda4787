"""The sections of a community's reports: festivals and door-to-door help first, as communities tell them."""

from shuangyong import Section

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="organisation", place="organisation"),
    Section(id="festivals", place="speciality", rank=10),
    Section(id="enlistment", place="speciality", rank=20),
    Section(id="households", place="speciality", rank=30),
    Section(id="archive", place="benefits"),
    Section(id="reflection", place="problems"),
    Section(id="plan_opening", place="opening", reports=("plan",), replaces="core.plan_opening"),
    Section(id="plan_education", place="speciality", rank=10, reports=("plan",), plans=("宣传教育", "征兵宣传动员")),
    Section(
        id="plan_festivals",
        place="speciality",
        rank=20,
        reports=("plan",),
        plans=("军民共建", "共建协议签约", "节日联谊"),
    ),
    Section(
        id="plan_households",
        place="speciality",
        rank=30,
        reports=("plan",),
        plans=("community", "走访慰问", "优抚优待"),
    ),
)
