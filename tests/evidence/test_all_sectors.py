"""In every sector a photograph behind each row is found, numbered, packed and shown where its row is told."""

import io
import zipfile

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.evidence.finding import evidence_of
from shuangyong.evidence.illustrating import illustrated, with_room
from shuangyong.evidence.inspecting import inspected
from shuangyong.evidence.numbering import numbered
from shuangyong.evidence.packing import copies_of, package
from shuangyong.examination import examine
from shuangyong.office.intake.taking import take
from shuangyong.report.briefs.about import months, of_month
from shuangyong.report.briefs.fitting import fits
from shuangyong.report.compose import compose
from shuangyong.report.document import Pictures
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

CATALOG = installed()


@pytest.mark.parametrize("sector", sorted(sector.id for sector in CATALOG.sectors))
def test_a_years_photographs(sector, desk, photo):
    sample = sample_ledger(CATALOG, sector, 2026)
    rows = [row for row in sample.rows if "evidence" in {field.id for field in row.kind.columns}]
    desk.files(**{f"{number:03d} 现场.png": photo("PNG", colour=(number, 90, 30)) for number, _ in enumerate(rows, 1)})
    told = {id(row): attrs.evolve(row.record, evidence=str(number)) for number, row in enumerate(rows, 1)}
    deeds = [row for row in rows if row.kind.is_activity]
    changed = tuple(attrs.evolve(row, record=told.get(id(row), row.record)) for row in sample.rows)
    desk.path.write_bytes(ledger_bytes(CATALOG, attrs.evolve(sample, rows=changed)))
    ledger = examine(desk.path, CATALOG).ledger
    evidence = evidence_of(desk.path, ledger)
    found = numbered(evidence, ledger, CATALOG)
    looked = inspected(found)
    assert (evidence.problems, looked.problems, len(found.once)) == ((), (), len(rows))
    made = illustrated(compose(ledger, CATALOG, "summary"), ledger, found)
    shown = [block for block in made.document.blocks if isinstance(block, Pictures)]
    assert made.problems == () and len(deeds) >= made.shown >= 0.8 * len(deeds), (
        "but for those beyond four below one paragraph"
    )
    assert {len(block.pictures) for block in shown} <= {1, 2}
    for month in months(ledger):
        about = with_room(of_month(ledger, month), found)
        brief = illustrated(compose(ledger, CATALOG, "brief", about=about), ledger, found, about)
        assert fits(brief.document) and brief.shown == min(2, brief.shown + brief.left_out), month
    data = package(CATALOG, ledger, found, looked, copies_of(found), name="上报")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        taken = take(archive.read("上报.xlsx"), "上报.xlsx", CATALOG)
    assert taken.sound and not taken.private
