"""The sections that a hospital adds to its reports."""

from shuangyong import Section

SECTIONS = (
    Section(id="opening", place="opening", replaces="core.opening"),
    Section(id="recruit_exam", place="speciality", rank=10),
    Section(id="medical_benefits", place="speciality", rank=20),
    Section(id="medical_training", place="speciality", rank=30),
    Section(id="militia_training", place="education"),
    Section(id="plan_speciality", place="speciality", reports=("plan",), plans=("hospital",)),
)
