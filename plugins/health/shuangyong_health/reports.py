"""The sections that health bureaus and their institutions add to their reports.

They fit a bureau, a 疾控中心, a 血站 and a 卫生监督所 alike: each tells only what its own ledger holds.
"""

from shuangyong import Section

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="leadership", place="organisation", rank=10),
    Section(id="education", place="education", rank=10),
    Section(id="priority", place="speciality", rank=10),
    Section(id="prevention", place="speciality", rank=20),
    Section(id="co_building", place="co_building", rank=10),
    Section(id="benefits", place="benefits", rank=10),
    Section(id="plan_opening", place="opening", reports=("plan",), replaces="core.plan_opening"),
    Section(id="plan_leadership", place="leadership", rank=10, reports=("plan",), plans=("组织机构", "组织领导")),
    Section(id="plan_education", place="education", rank=10, reports=("plan",), plans=("宣传教育",)),
    Section(id="plan_health", place="speciality", rank=10, reports=("plan",), plans=("health",)),
    Section(id="plan_co_building", place="co_building", rank=10, reports=("plan",), plans=("军民共建",)),
    Section(id="plan_benefits", place="benefits", rank=10, reports=("plan",), plans=("退役军人卫生准入", "优抚优待")),
)
