"""The core's report sections: they tell every kind of the core, and what a sector's own sections leave over."""

from ..model.documents import DocumentKind
from ..offers import Section

#: The core's sections stand before a sector's of the same part.
_RANK = 40
_PLAN: tuple[DocumentKind, ...] = ("plan",)
_BRIEF: tuple[DocumentKind, ...] = ("brief",)

SECTIONS = (
    Section(id="opening", place="opening", rank=_RANK),
    Section(id="organisation", place="organisation", rank=_RANK),
    Section(id="leadership", place="leadership", rank=_RANK),
    Section(id="education", place="education", rank=_RANK),
    Section(id="co_building", place="co_building", rank=_RANK),
    Section(id="benefits", place="benefits", rank=_RANK),
    Section(id="enlistment", place="enlistment", rank=_RANK),
    Section(id="others", place="enlistment", rank=60),
    Section(id="honours", place="honours", rank=_RANK),
    Section(id="reflection", place="problems", rank=_RANK),
    Section(id="plan_opening", place="opening", rank=_RANK, reports=_PLAN),
    Section(id="plan_leadership", place="leadership", rank=_RANK, reports=_PLAN, plans=("组织机构", "组织领导")),
    Section(id="plan_education", place="education", rank=_RANK, reports=_PLAN, plans=("宣传教育",)),
    Section(id="plan_co_building", place="co_building", rank=_RANK, reports=_PLAN, plans=("军民共建",)),
    Section(id="plan_benefits", place="benefits", rank=_RANK, reports=_PLAN, plans=("优抚优待",)),
    Section(id="plan_rest", place="next", rank=_RANK, reports=_PLAN, plans=("其他",)),
    Section(id="brief_opening", place="opening", rank=_RANK, reports=_BRIEF),
    Section(id="brief", place="closing", rank=_RANK, reports=_BRIEF),
)
