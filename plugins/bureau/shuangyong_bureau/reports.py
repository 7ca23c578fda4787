"""The sections of an office's reports: leaders and rules, all its staff, its own duties, partners, its own veterans."""

from shuangyong import Section

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="organisation", place="organisation"),
    Section(id="education", place="education"),
    Section(id="duty", place="speciality"),
    Section(id="co_building", place="co_building", rank=30),
    Section(id="care", place="benefits", rank=30),
    Section(id="plan_opening", place="opening", reports=("plan",), replaces="core.plan_opening"),
    Section(id="plan_leadership", place="leadership", reports=("plan",), plans=("组织机构", "组织领导")),
    Section(id="plan_education", place="education", reports=("plan",), plans=("宣传教育",)),
    Section(id="plan_duty", place="speciality", reports=("plan",), plans=("立足职能拥军", "为部队办实事", "培训拥军")),
    Section(id="plan_co_building", place="co_building", reports=("plan",), plans=("党课与赠书", "军民共建")),
    Section(id="plan_care", place="benefits", reports=("plan",), plans=("bureau", "优抚优待")),
)
