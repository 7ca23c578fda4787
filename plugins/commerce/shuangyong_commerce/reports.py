"""The sections of a commerce bureau's reports: what it gives the troops by its trade, under four headings."""

from shuangyong import Section

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="organisation", place="organisation"),
    Section(id="education", place="education"),
    Section(id="support", place="speciality", rank=10),
    Section(id="merchants", place="speciality", rank=20),
    Section(id="visits", place="co_building"),
    Section(id="plan_opening", place="opening", reports=("plan",), replaces="core.plan_opening"),
    Section(id="plan_support", place="speciality", reports=("plan",), plans=("commerce", "为部队办实事", "培训拥军")),
    Section(id="plan_visits", place="co_building", reports=("plan",), plans=("军民共建",)),
)
