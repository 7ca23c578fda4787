"""The five pillars of 双拥 work: every record kind belongs to one."""

from typing import Literal

import attrs

PillarId = Literal["organisation", "leadership", "education", "co_building", "benefits"]


@attrs.frozen
class Pillar:
    """A pillar: its identifier, its label, and the colour of its sheets' tabs (RGB)."""

    id: PillarId
    label: str
    colour: str


PILLARS = {
    pillar.id: pillar
    for pillar in (
        Pillar("organisation", "组织机构", "7F7F7F"),
        Pillar("leadership", "组织领导", "C00000"),
        Pillar("education", "宣传教育", "ED7D31"),
        Pillar("co_building", "军民共建", "548235"),
        Pillar("benefits", "优抚优待", "2F75B5"),
    )
}
