"""The files of a sample county: a roster, sound copies, and reports that are wrong in the way they say."""

import io
import zipfile
from pathlib import Path

import attrs
import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.examination import examine
from shuangyong.office.county import Report, plan_county, reports, write_county, writing
from shuangyong.office.county.forms import Copies
from shuangyong.office.county.roster import HEADS
from shuangyong.office.county.spoiling import report_bytes

COUNT = 64


@pytest.fixture(scope="module")
def county():
    return plan_county(installed(), COUNT, 2026)


@pytest.fixture(scope="module")
def folder(county, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    write_county(county, folder, installed())
    return folder


@pytest.fixture(scope="module")
def examined(county, folder):
    """Every report with what ``check`` finds in its file, those in archives unpacked."""
    found: dict[Report, object] = {}
    archived = {
        name: (archive, name)
        for archive in folder.glob("台账/第一批/*.zip")
        for name in zipfile.ZipFile(archive).namelist()
    }
    for report in reports(county):
        path = folder / "台账" / report.batch / report.name
        if not path.exists():
            archive, name = archived[report.name]
            path = folder / name
            path.write_bytes(zipfile.ZipFile(archive).read(name))
        found[report] = examine(path, installed())
    return found


def test_sound_reports_have_no_errors_and_are_of_their_unit_and_year(examined):
    sound = [(report, examination) for report, examination in examined.items() if report.fault is None]
    assert len(sound) > COUNT
    for report, examination in sound:
        assert examination.ok, (report.name, examination.problems)
        unit = examination.ledger.unit
        assert (unit.name, unit.code, unit.year) == (report.member.name, report.member.code, report.year)
        assert unit.region == report.member.region_in(report.year)
        assert unit.phone is None


def test_bad_reports_are_wrong_in_the_way_they_are_said_to_be(county, examined):
    bad = {report.fault: (report, examination) for report, examination in examined.items() if report.fault}

    def codes(fault):
        return {problem.code for problem in bad[fault][1].problems if problem.severity == "error"}

    assert codes("text-in-number") == {"not-a-number"}
    assert codes("february-30") == {"impossible-date"}
    assert codes("damaged") == {"damaged-file"}
    assert codes("no-ledger") == {"not-a-ledger"}
    assert "outside-year" in codes("wrong-year")
    assert bad["wrong-year"][1].ledger.year == 2025
    report, examination = bad["other-code"]
    codes_of_roster = {member.code for member in county.units}
    assert examination.ok
    assert examination.ledger.unit.code in codes_of_roster - {report.member.code}
    assert examination.ledger.unit.name == report.member.name
    assert bad["own-copy"][1].ledger.unit.phone is not None
    assert bad["unknown-unit"][1].ledger.unit.code not in codes_of_roster


def test_a_mended_report_says_more_or_has_no_error(examined):
    pairs = {}
    for report, examination in examined.items():
        if report.member.fate == "revised" and report.year == 2026:
            pairs.setdefault(report.member.code, {})[report.batch] = (report, examination)
    assert pairs
    for pair in pairs.values():
        (first, worse), (second, better) = pair["第一批"], pair["第二批"]
        assert first.saved < second.saved
        assert better.ok
        assert not worse.ok or len(worse.ledger.rows) < len(better.ledger.rows)


def test_missing_reports_are_missing_and_closed_units_are_of_last_year(county, examined):
    this_year = {report.member.code for report in examined if report.year == 2026}
    assert this_year == {
        member.code for member in (*county.units, *county.strangers) if member.fate not in ("missing", "closed")
    }


def test_files_are_as_old_as_their_reports(folder, county):
    for report in reports(county):
        path = folder / "台账" / report.batch / report.name
        if path.exists():
            assert path.stat().st_mtime == report.saved.timestamp()


def test_the_roster_has_a_row_for_each_place_of_each_unit(folder, county):
    sheet = openpyxl.load_workbook(folder / "名册.xlsx").worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == HEADS
    assert len(rows) == sum(len(member.places) for member in county.units) > len(county.units)
    labels = {sector.label for sector in installed().sectors}
    assert {row[2] for row in rows} == labels


def test_writing_a_report_again_gives_the_same_bytes(folder, county):
    copies = Copies(installed())
    sample = [report for report in reports(county) if report.batch == "第二批" or report.fault]
    for report in sample:
        path = folder / "台账" / report.batch / report.name
        assert report_bytes(county, copies, report) == path.read_bytes(), report.fault


def test_many_processes_write_what_one_writes(folder, county, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_FEW", 0)
    monkeypatch.setattr(writing.os, "cpu_count", lambda: 2)
    files = write_county(county, tmp_path, installed())
    assert len(files) > COUNT
    for path in files:
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes(), path.name


def test_progress_is_told_file_by_file(county, tmp_path):
    told = []
    few = attrs.evolve(county, units=county.units[:3], strangers=(), planted=())
    files = write_county(few, tmp_path, installed(), lambda done, of: told.append((done, of)))
    assert told == [(number, len(files) - 1) for number in range(1, len(files))]
    assert all(path.exists() for path in files)


def test_an_archive_holds_the_reports_of_a_towns_communities(folder):
    archive = next(folder.glob("台账/第一批/*.zip"))
    with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as opened:
        assert len(opened.namelist()) > 3
        assert all(name.endswith("-2026.xlsx") for name in opened.namelist())
