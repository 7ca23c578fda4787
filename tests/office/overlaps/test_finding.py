"""The search brought up to date finds what one from scratch does, whatever comes, changes and goes."""

import functools
import json
import os
import random
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.office.overlaps import finding, likeness
from shuangyong.office.overlaps.blocking import all_pairs, partners
from shuangyong.office.overlaps.finding import brought_up_to_date, from_scratch
from shuangyong.office.overlaps.index import Packed
from shuangyong.office.overlaps.names import regions_of
from shuangyong.office.overlaps.present import Present
from shuangyong.office.overlaps.searching import Search
from shuangyong.office.roster.standing import Reporter

KINDS = installed().kinds
UNITS = [f"{name}社区" for name in "甲乙丙丁戊己庚辛壬癸子丑"]
DAYS = ["2026-07-28", "2026-07-28", "2026-07-29", "2026-07-31", "2026-08-01", "2026-07-99", "2026-99", ""]
ENDS = ["", "", "", "2026-08-02", "2026-12-30"]
TITLES = ["军民联欢晚会", "军民联欢晚会", "慰问驻军", "篮球赛第一场", ""]
PLACES = ["", "", "七号码头", "文化馆剧院", "市体育馆"]
TROOPS = ["", "13052部队", "13052部队", "13052部队、19999部队"]
AMOUNTS = [{}, {"people": "30"}, {"people": "1237"}, {"people": "1237", "cash": "8123"}, {"people": "1238"}]


class Saying(Present):
    """Units that say what they are told to."""

    def __init__(self, said):
        self.units = {
            code: Reporter(unit=code, revision=0, name=name, sector="community", region=region)
            for code, (name, region, _) in sorted(said.items())
        }
        self.regions = regions_of(self.units.values())
        self.files = dict.fromkeys(said, "")
        self.signs = {code: repr((region, lines)) for code, (_, region, lines) in said.items()}
        self.lines = {code: lines for code, (_, _, lines) in said.items()}

    def reports(self, codes):
        return ((code, [self._read(line, self.units[code]) for line in self.lines[code]]) for code in codes)


def line(rng, key):
    pick = rng.choice
    joint = pick(UNITS[:2]) + pick(["", f"、{pick(UNITS)}"]) if rng.random() < 0.4 else ""
    day = DAYS[0] if joint and rng.random() < 0.8 else pick(DAYS)
    end = pick(ENDS) if len(day) == 10 and "99" not in day else ""
    cells = (key, pick(["core.visit", "core.gathering"]), day, end, pick(TITLES), pick(PLACES), pick(TROOPS), joint)
    return "\t".join((*cells, json.dumps(pick(AMOUNTS)), "表", "4"))


def said_by(unit, seed):
    """What a unit may say: its name, where it lies, and its rows."""
    rng = random.Random(f"{unit} {seed}")
    name = rng.choice(UNITS) if rng.random() < 0.1 else unit
    region = rng.choice(["370213"] * 9 + ["370214"])
    lines = [line(rng, f"{unit}{seed}{number}") for number in range(rng.randrange(7))]
    return name, region, lines


def said_otherwise(unit, seed, before):
    """What it may say after that: another ledger, or the same with other rows, some of which stay as they were."""
    name, region, lines = said_by(unit, seed)
    if before is None or seed % 3 == 0:
        return name, region, lines
    stay = [one for number, one in enumerate(before[2]) if (seed >> number) % 2 or seed % 3 == 1]
    there = {one.partition("\t")[0] for one in stay}
    added = [one for one in lines[: seed % 4] if one.partition("\t")[0] not in there]
    return (before[0], before[1], [*added, *stay]) if seed % 5 else (name, region, [*stay, *added])


CHANGES = st.lists(st.tuples(st.sampled_from(UNITS), st.none() | st.integers(0, 50)), min_size=1, max_size=3)


ASKED = {f"{unit}{seed}0" for unit in UNITS for seed in range(0, 50, 3)}


def anew(present):
    return from_scratch(present.regions.pattern, present, KINDS)


def likely(found):
    return {(one.key, other.key): said for one, other, said in found.suspicions()}


@pytest.mark.parametrize("least", [-1000, None], ids=["every pair compared", "those with a grade"])
@settings(max_examples=40, deadline=None)
@given(start=st.integers(0, 1000), steps=st.lists(CHANGES, min_size=1, max_size=5))
def test_whatever_changes_the_search_finds_what_one_from_scratch_does(least, start, steps):
    said = {unit: said_by(unit, start) for unit in UNITS}
    with pytest.MonkeyPatch.context() as patch:
        if least is not None:
            patch.setattr(likeness, "GRADES", {"低": least})
            patch.setattr(likeness, "_LEAST", least)
        memory = anew(Saying(said)).memory
        for changes in steps:
            for unit, seed in changes:
                before = said.pop(unit, None)
                if seed is not None:
                    said[unit] = said_otherwise(unit, seed, before)
            present = Saying(said)
            if memory.form == present.regions.pattern:
                found = brought_up_to_date(memory, present, KINDS, many=1, there=0)
            else:  # a county has come or gone, whose name may stand before places
                found = anew(present)
            assert likely(found) == likely(anew(present))
            assert {*found.told(ASKED)} == ASKED & {row.partition("\t")[0] for one in said.values() for row in one[2]}
            memory = found.memory


@given(st.integers(0, 10_000))
def test_one_report_is_compared_with_those_that_all_are_compared_with_it(seed):
    present = Saying({unit: said_by(unit, seed) for unit in UNITS})
    reports = [report for _, its in present.reports(present.units) for report in its]
    search = Search()
    for report in reports:
        search.add(report)
    index, values = search.index, search.values
    packed = Packed(*index.packed(), bytearray(b"\1" * len(reports)))
    pairs = {frozenset(pair) for pair in all_pairs(index, values)}
    for one in (index, packed):
        assert {pair for pair in pairs if len(pair) == 2} == {
            frozenset((number, other))
            for number, report in enumerate(reports)
            for other in partners(one, number, report, values[number])
        }


@pytest.fixture
def year(told, evening):
    """Let units tell of a year in which some deeds are told twice."""
    for number in range(60):
        told(f"{number}号社区", "community", evening(participants=100 + number // 2, title=f"第{number // 2}号歌会"))


@pytest.fixture
def file(store, year, overlaps):
    """The file that a search leaves."""
    assert len(overlaps().undecided) >= 30
    (path,) = (store.facts / "overlaps").iterdir()
    return path


@pytest.fixture
def scratch(monkeypatch):
    """What searched from scratch."""
    seen = []
    whole = finding.from_scratch
    monkeypatch.setattr(finding, "from_scratch", lambda *args: seen.append(args) or whole(*args))
    return seen


def told_in(found):
    return [(one.id, one.points, one.reasons, one.one.event, one.other.file) for one in found.undecided]


def test_a_changed_ledger_is_searched_alone_and_nothing_is_searched_twice(file, told, evening, overlaps, scratch):
    overlaps()
    told("7号社区", "community", evening(participants=123, title="第4号歌会", joint_with="8号社区"))
    found = overlaps()
    assert scratch == []
    assert any("一方把另一方列为联合单位" in one.reasons for one in found.undecided)
    file.unlink()
    assert told_in(overlaps()) == told_in(found)
    assert len(scratch) == 1


def test_another_process_goes_on_from_there(file, store, overlaps):
    written = file.stat().st_mtime_ns
    code = f"""
from pathlib import Path
from shuangyong.catalog import installed
from shuangyong.office.overlaps import finding, settling
from shuangyong.office.store.opening import open_store
finding.from_scratch = None
with open_store(Path({str(store.folder)!r})) as store:
    print(len(settling.overlaps_of(store, installed(), 2026).undecided))
"""
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        said = subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, check=True)
        assert int(said.stdout) == len(overlaps().undecided)
    assert file.stat().st_mtime_ns == written


def test_a_new_unit_may_be_whom_others_meant_all_along(file, told, evening, overlaps, scratch):
    told("9号社区", "community", evening(title="共庆八一", participants=7, joint_with="丁医院"))
    before = overlaps()
    told("丁医院", "hospital", evening(title="联欢", participants=8))
    found = overlaps()
    assert scratch == []
    assert len(found.undecided) == len(before.undecided) + 1
    assert any("一方把另一方列为联合单位" in one.reasons for one in found.undecided)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:100],
        lambda data: data[:-1],
        lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
        lambda _: b"PK\3\4 something else",
        lambda _: b"\0\0\0\0",
    ],
    ids=["empty", "cut early", "cut late", "a flipped bit", "another file", "a sum of nothing"],
)
def test_a_spoilt_file_is_as_none(file, overlaps, scratch, spoil):
    before, whole = told_in(overlaps()), file.read_bytes()
    file.write_bytes(spoil(whole))
    assert told_in(overlaps()) == before
    assert len(scratch) == 1
    assert file.read_bytes() == whole


def test_a_file_of_other_code_or_kinds_is_as_none(file, overlaps, scratch, monkeypatch):
    monkeypatch.setattr(finding, "_code", lambda: "another release")
    before = told_in(overlaps())
    assert len(scratch) == 1
    assert told_in(overlaps()) == before
    assert len(scratch) == 1


def test_a_folder_that_cannot_be_written_does_no_harm(file, told, evening, overlaps, store):
    before = told_in(overlaps())
    file.unlink()
    file.parent.rmdir()
    file.parent.write_text("in the way")
    assert told_in(overlaps()) == before
    told("7号社区", "community", evening(participants=1000, title="别的"))
    assert told_in(overlaps()) != before


def test_events_derived_anew_are_read_anew(file, store, overlaps):
    before = told_in(overlaps())
    with store.transaction() as db:
        revision, blob = db.execute("SELECT id, events FROM revision WHERE file = '7号社区.xlsx'").fetchone()
        events = zlib.decompress(blob).decode().replace("歌会", "歌咏会")
        db.execute(
            'UPDATE revision SET facts = facts, events = ?, versions = \'{"shuangyong": "9"}\' WHERE id = ?',
            (zlib.compress(events.encode()), revision),
        )
    assert told_in(overlaps()) != before


def test_after_a_few_changes_what_is_remembered_stays_and_after_more_it_is_left_anew(
    file, told, evening, overlaps, scratch, monkeypatch
):
    """Whatever stays, the outcome is that of a search from scratch."""
    monkeypatch.setattr(finding, "_FEW", 0.03)
    overlaps()
    first, stayed = file.read_bytes(), []
    for number in range(4):
        told(f"{number}号社区", "community", evening(participants=123, title="第9号歌会"))
        found = told_in(overlaps())
        stayed.append(file.read_bytes() == first)
        assert scratch == []
        whole = file.read_bytes()
        file.unlink()
        assert told_in(overlaps()) == found
        file.write_bytes(whole)
        scratch.clear()
    assert stayed == sorted(stayed, reverse=True)
    assert {*stayed} == {True, False}


def test_what_is_searched_from_scratch_is_left_even_where_no_more_is_there_than_before(
    file, told, evening, overlaps, scratch, monkeypatch
):
    monkeypatch.setattr(finding, "brought_up_to_date", functools.partial(finding.brought_up_to_date, many=0))
    overlaps()
    told("7号社区", "community", evening(participants=123, title="第4号歌会"))
    overlaps()
    assert len(scratch) == 1
    overlaps()
    assert len(scratch) == 1
