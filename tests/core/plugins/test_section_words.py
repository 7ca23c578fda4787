"""What a section template may count on: what the unit calls itself, and included files inside a sentence."""

import datetime

import pytest
from shuangyong.model.ledgers import Ledger
from shuangyong.model.units import Unit
from shuangyong.offers import Sector
from shuangyong.report.compose import compose
from shuangyong.report.document import plain

TOWNSHIP = Sector(
    id="town",
    label="乡镇街道",
    units="乡、镇、街道",
    self_name="我镇",
    self_names=(("街道", "我街道"), ("镇", "我镇"), ("乡", "我乡")),
)

PORT = """
    @hookimpl
    def sectors():
        yield Sector(id="port", label="港口", units="港口", self_name="我港", self_names=(("公司", "我公司"),))

    @hookimpl
    def report_sections():
        yield Section(id="opening", place="opening", replaces="core.opening")
"""


@pytest.mark.parametrize(
    ("unit", "we"),
    [
        ("李沧区某某街道办事处", "我街道"),
        ("镇江市某某乡人民政府", "我乡"),
        ("西乡街道", "我街道"),
        ("某某管理委员会", "我镇"),
    ],
)
def test_the_last_word_in_its_name_says_what_a_unit_calls_itself(unit, we):
    assert TOWNSHIP.we(unit) == we


def test_a_sector_without_other_words_has_one():
    assert Sector(id="port", label="港口", units="港口", self_name="我港").we("某某港") == "我港"


def test_what_is_included_stands_inside_its_sentence(plugin, catalog, tmp_path):
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "opening.md").write_text('{{ we }}有{% include "ships.md" %}，如下。\n', encoding="utf-8")
    (tmp_path / "sections" / "ships.md").write_text("三艘\n轮船\n", encoding="utf-8")
    ledger = Ledger(unit=Unit(name="某某港务公司", sector="港口", year=2026))
    found = compose(ledger, catalog(plugin("port", PORT)), "summary", today=datetime.date(2026, 12, 31))
    assert [plain(block.content) for block in found.blocks] == ["我公司有三艘轮船，如下。"]
