"""Packages made by hand, made anew, and of offices that share a name."""

import datetime
import hashlib
import json
import zipfile

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.cli import main
from shuangyong.model.periods import Period
from shuangyong.model.problems import error, warning
from shuangyong.office.acts.returning import return_submission
from shuangyong.office.forwarding.forwarding import forward
from shuangyong.office.intake.collecting import collect
from shuangyong.office.rollup.rolling import roll_up
from shuangyong.office.status.status import status
from shuangyong.office.store.settings import Office
from shuangyong.workbook.samples import sample_ledger

YEAR = 2026
UNIT = "370213-XX-001"


def fill(filing, unit=UNIT, rows=None, region="370213", **options):
    ledger = sample_ledger(installed(), "school", YEAR)
    named = attrs.evolve(ledger.unit, name="第一小学", code=unit, region=region)
    ledger = attrs.evolve(ledger, unit=named, rows=ledger.rows[:rows])
    with filing.store.transaction() as db:
        row = (unit, "第一小学", "school", region, None, "2020-01-01", None)
        db.execute("INSERT OR IGNORE INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
    filing(unit, YEAR, ledger=ledger, name="第一小学", sector="school", region=region, **options)


def forwarded(filing, path, name="海晏区双拥办", region="370213"):
    forward(filing.store, Office(name, region), YEAR, path.write_bytes)
    return path


def verdict(store, path):
    collection = collect(store, installed(), [path])
    assert not collection.faults
    (entry,) = collection.entries
    return entry.verdict, [problem.code for problem in entry.problems]


def total(store):
    figures = roll_up(store, installed(), Period(YEAR), "").figures
    return {one.measure: one.sum.net for one in figures}.get("core.activity.count")


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path, members, *, hashed=True):
    """Write members with the hashes that they should have."""
    if hashed:
        manifest = json.loads(members["manifest.json"])
        manifest["files"] = {
            name: hashlib.sha256(data).hexdigest() for name, data in members.items() if name != "manifest.json"
        }
        members = {**members, "manifest.json": json.dumps(manifest).encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def changed(members, name, *route, value):
    """Return members in which one value of a JSON member is another."""
    found = json.loads(members[name])
    place = found
    for step in route[:-1]:
        place = place[step]
    place[route[-1]] = value
    return {**members, name: json.dumps(found).encode()}


MANIFESTS = (
    b"",
    b"[]",
    b"null",
    b"{",
    b'{"form": 1}',
    b'{"form": []}',
    b"[" * 100_000,
    b'{"form": 1, "office": "\\ud800"}',
    b"\xff",
)

HOSTILE = [
    ("manifest.json", ("office",), 3),
    ("manifest.json", ("office",), ""),
    ("manifest.json", ("year",), "2026"),
    ("manifest.json", ("year",), 10**30),
    ("manifest.json", ("made",), None),
    ("units.json", (0,), "H001"),
    ("units.json", (0, "unit"), None),
    ("units.json", (0, "more"), 1),
    ("units.json", (0, "roster"), {}),
    ("units.json", (0, "roster", 0, "start"), "昨天"),
    ("units.json", (0, "deadline"), {"due": "2026-13-40", "lock": None}),
    ("units.json", (0, "counted", "sha256"), "../../x"),
    ("units.json", (0, "counted", "size"), 2**70),
    ("units.json", (0, "counted", "state"), "returned"),
    ("units.json", (0, "counted", "received"), "soon"),
    ("units.json", (0, "counted", "declarations"), "[" * 100_000),
    ("units.json", (0, "counted"), {}),
    ("units.json", (0, "counted"), None),
    ("units.json", (0, "problems"), [{"severity": "fatal"}]),
    ("units.json", (0, "lines", "facts"), -1),
    ("units.json", (0, "lines", "facts"), 10**9),
    ("units.json", (0, "lines"), {}),
]


@pytest.fixture
def members(offices, tmp_path):
    county = offices()
    fill(county)
    return members_of(forwarded(county, tmp_path / "good.zip"))


@pytest.mark.parametrize("manifest", MANIFESTS, ids=range(len(MANIFESTS)))
def test_a_manifest_made_by_hand_is_refused_in_words(offices, tmp_path, members, manifest):
    city = offices()
    path = write(tmp_path / "bad.zip", {**members, "manifest.json": manifest}, hashed=False)
    found, codes = verdict(city.store, path)
    assert found == "rejected" and codes in (["misshapen-package"], ["newer-package"])


@pytest.mark.parametrize(("name", "route", "value"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_package_made_by_hand_is_refused_in_words(offices, tmp_path, members, name, route, value):
    city = offices()
    path = write(tmp_path / "bad.zip", changed(members, name, *route, value=value))
    assert verdict(city.store, path) == ("rejected", ["misshapen-package"])
    assert not city.store.db.execute("SELECT COUNT(*) FROM submission").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("facts.tsv", b"\t0\t{", b"\t0\t["),
        ("facts.tsv", b"\t", b"\t\t"),
        ("facts.tsv", b"\n", b"\n\n"),
        ("facts.tsv", b"core", b"\xff"),
        ("facts.tsv", b"\tcount\t", b"\tcount\t99"),
        ("events.tsv", b"{", b"{]"),
        ("events.tsv", b'":"', b'":"x'),
    ],
)
def test_lines_that_cannot_be_added_up_are_refused(offices, tmp_path, members, name, before, after):
    city = offices()
    assert before in members[name]
    path = write(tmp_path / "bad.zip", {**members, name: members[name].replace(before, after, 1)})
    assert verdict(city.store, path) == ("rejected", ["misshapen-package"])


def test_a_package_with_a_password_is_refused_in_words(offices, tmp_path, members):
    path = write(tmp_path / "bad.zip", members)
    data = bytearray(path.read_bytes())
    # The flag of encryption, in each local header and in the directory.
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    path.write_bytes(data)
    assert verdict(offices().store, path) == ("rejected", ["damaged-package"])


def test_what_was_made_anew_below_is_new_above(offices, tmp_path):
    county, city = offices(), offices()
    fill(county)
    assert verdict(city.store, forwarded(county, tmp_path / "1.zip"))[0] == "accepted"
    before = total(city.store)
    with county.store.transaction() as db:  # as rebuild does: the same file, other facts
        shorter = offices()
        fill(shorter, rows=10)
        row = shorter.store.db.execute("SELECT facts, events FROM revision").fetchone()
        db.execute("UPDATE revision SET facts = ?, events = ?", tuple(row))
    assert verdict(city.store, forwarded(county, tmp_path / "2.zip"))[0] == "accepted"
    assert total(city.store) == total(county.store) != before


def test_what_was_returned_below_is_returned_above(offices, tmp_path):
    county, city = offices(), offices()
    fill(county)
    assert verdict(city.store, forwarded(county, tmp_path / "1.zip"))[0] == "accepted"
    return_submission(county.store, UNIT, "金额不符", "王干事", year=YEAR)
    assert verdict(city.store, forwarded(county, tmp_path / "2.zip"))[0] == "accepted"
    row = city.store.db.execute("SELECT state, because, counted FROM revision r JOIN submission s ON s.current = r.id")
    assert tuple(row.fetchone()) == ("returned", "金额不符", None)


def test_a_unit_that_sent_in_time_and_once_more_was_in_time_above_too(offices, tmp_path):
    county, between, city = offices(), offices(), offices()
    fill(county, received="2026-12-10")
    fill(county, rows=10, received="2027-01-20")
    with county.store.transaction() as db:
        db.execute("INSERT INTO deadline VALUES (?, ?, ?, NULL)", (UNIT, YEAR, "2026-12-15"))
    assert verdict(between.store, forwarded(county, tmp_path / "1.zip"))[0] == "accepted"
    assert verdict(city.store, forwarded(between, tmp_path / "2.zip", "市双拥办", "370200"))[0] == "accepted"
    for office in (county, between, city):
        found = status(office.store, installed(), Period(YEAR), datetime.date(2027, 2, 1))
        assert [unit.on_time for unit in found.units] == [True]


def test_offices_of_one_name_in_two_regions_are_two(offices, tmp_path):
    one, other, above = offices(), offices(), offices()
    fill(one)
    fill(other, unit="320302-XX-001", region="320302", rows=12)
    paths = [
        forwarded(one, tmp_path / "1.zip", "鼓楼区双拥办", "370213"),
        forwarded(other, tmp_path / "2.zip", "鼓楼区双拥办", "320302"),
    ]
    assert [verdict(above.store, path)[0] for path in paths] == ["accepted", "accepted"]
    assert total(above.store) == total(one.store) + total(other.store)


def test_an_office_may_mend_its_region(offices, tmp_path):
    county, city = offices(), offices()
    fill(county)
    paths = [forwarded(county, tmp_path / f"{region}.zip", region=region) for region in ("370212", "370213")]
    assert [verdict(city.store, path)[0] for path in paths] == ["accepted", "accepted"]
    assert total(city.store) == total(county.store)


def test_the_own_roster_and_days_go_before_those_of_an_office_below(offices, tmp_path):
    county, city = offices(), offices()
    fill(county)
    with county.store.transaction() as db:
        db.execute("INSERT INTO deadline VALUES (?, ?, ?, NULL)", (UNIT, YEAR, "2026-12-01"))
    with city.store.transaction() as db:
        own = (UNIT, "市里的名字", "school", "370213", None, "0001-01-01", None)
        db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", own)
        db.execute("INSERT INTO deadline VALUES (?, ?, ?, NULL)", (UNIT, YEAR, "2026-12-31"))
    assert verdict(city.store, forwarded(county, tmp_path / "1.zip"))[0] == "accepted"
    assert [row["name"] for row in city.store.db.execute("SELECT name FROM roster")] == ["市里的名字"]
    assert city.store.db.execute("SELECT due FROM deadline").fetchone()["due"] == "2026-12-31"


def test_a_package_that_cannot_be_written_is_not_noted(offices):
    filing = offices()
    fill(filing)

    def full(_):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        forward(filing.store, Office("海晏区双拥办", "370213"), YEAR, full)
    assert not filing.store.db.execute("SELECT 1 FROM audit WHERE action = 'forward'").fetchone()


def test_a_package_of_a_year_without_ledgers_is_said_to_hold_none(offices, tmp_path, capsys):
    county = offices()
    fill(county)
    words = ["forward", str(county.store.folder), "--office", "海晏区双拥办", "--region", "370213", "-o"]
    for year, said in ((YEAR, False), (YEAR + 1, True)):
        with pytest.raises(SystemExit) as end:
            main([*words, str(tmp_path / f"{year}.zip"), "--year", str(year)])
        assert end.value.code == 0
        assert (f"{year} 年还没有收下一本" in capsys.readouterr().err) == said


def test_what_is_wrong_below_goes_up_without_a_word_of_what_was_typed(offices, tmp_path):
    county, city = offices(), offices()
    typed = "张三，肝癌晚期"
    wrong = error(
        "not-a-number", f"「{typed}」不是数。", f"请改「{typed}」。", sheet="走访慰问", cell="H6", value=typed
    )
    fill(county, state="returned", problems=(wrong, warning("x", typed)))
    path = forwarded(county, tmp_path / "1.zip")
    members = members_of(path)
    assert typed not in b"".join(members.values()).decode()
    older = changed(members, "units.json", 0, "problems", 0, "message", value=typed)
    older = changed(older, "units.json", 0, "problems", 0, "fix", value=typed)
    for sent in (path, write(tmp_path / "2.zip", older)):
        assert verdict(city.store, sent)[0] == "accepted"
        rows = city.store.db.execute("SELECT * FROM problem ORDER BY ordinal").fetchall()
        assert [(row["code"], row["severity"], row["sheet"], row["cell"]) for row in rows] == [
            ("not-a-number", "error", "走访慰问", "H6"),
            ("x", "warning", None, None),
        ]
        assert "「走访慰问!H6」有错" in rows[0]["message"] and "有疑点" in rows[1]["message"]
        assert not any(typed in str(value) for row in rows for value in tuple(row))
