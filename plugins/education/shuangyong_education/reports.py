"""The sections that an education bureau adds to its reports: all its schools first, then garrison and families."""

from shuangyong import Section

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="leadership", place="organisation", rank=10),
    Section(id="education", place="education", rank=10),
    Section(id="drill_programme", place="speciality", rank=10),
    Section(id="teachers", place="speciality", rank=20),
    Section(id="co_building", place="co_building", rank=10),
    Section(id="admission_benefit", place="benefits", rank=10),
    Section(id="plan_opening", place="opening", reports=("plan",), replaces="core.plan_opening"),
    Section(id="plan_leadership", place="leadership", rank=10, reports=("plan",), plans=("组织机构", "组织领导")),
    Section(id="plan_education", place="education", rank=10, reports=("plan",), plans=("宣传教育",)),
    Section(id="plan_schools", place="speciality", rank=10, reports=("plan",), plans=("education",)),
    Section(id="plan_co_building", place="co_building", rank=10, reports=("plan",), plans=("军民共建",)),
    Section(id="plan_benefits", place="benefits", rank=10, reports=("plan",), plans=("军人子女入学与加分", "优抚优待")),
)
