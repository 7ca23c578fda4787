"""The sections of a township's reports: whom it looks after first, then policy, help and the garrison."""

from shuangyong import Section

_ALL = ("township", "组织机构", "组织领导", "宣传教育", "军民共建", "优抚优待", "其他")

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="entitled", place="organisation", rank=10),
    Section(id="organisation", place="organisation", rank=20),
    Section(id="education", place="education"),
    Section(id="conscription", place="speciality", rank=10),
    Section(id="allowances", place="speciality", rank=20),
    Section(id="help", place="speciality", rank=30),
    Section(id="garrison", place="co_building"),
    Section(id="plan_opening", place="opening", reports=("plan",), replaces="core.plan_opening"),
    Section(id="plan_tasks", place="speciality", reports=("plan",), plans=_ALL),
)
