"""The sections that a school adds to its reports: classroom and drill first, then garrison and families."""

from shuangyong import Section

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="leadership", place="organisation", rank=10),
    Section(id="education", place="education", rank=10),
    Section(id="training", place="speciality", rank=10),
    Section(id="intellectual_support", place="speciality", rank=20),
    Section(id="co_building", place="co_building", rank=10),
    Section(id="benefits", place="benefits", rank=10),
    Section(id="enlistment", place="enlistment", rank=10),
    Section(id="plan_opening", place="opening", reports=("plan",), replaces="core.plan_opening"),
    Section(id="plan_teaching", place="education", rank=10, reports=("plan",), plans=("school", "宣传教育")),
    Section(id="plan_leadership", place="leadership", rank=10, reports=("plan",), plans=("组织机构", "组织领导")),
    Section(id="plan_co_building", place="co_building", rank=10, reports=("plan",), plans=("智力拥军", "军民共建")),
    Section(id="plan_benefits", place="benefits", rank=10, reports=("plan",), plans=("军人子女入学优待", "优抚优待")),
)
