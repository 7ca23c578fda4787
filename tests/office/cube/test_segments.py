"""Segments hold every counted revision once, whatever happens to them."""

import random
import threading
import zlib

import duckdb
import pytest
from shuangyong.catalog import installed
from shuangyong.model.problems import ProblemsFound, error
from shuangyong.office import facts
from shuangyong.office.store import segments
from shuangyong.office.store.opening import Store, open_store
from shuangyong.office.store.outdated import outdated
from shuangyong.office.store.segments import synchronise
from shuangyong.workbook.samples import sample_ledger

from .conftest import random_ledger


def read(paths, columns="*"):
    """Return all rows of some files."""
    with duckdb.connect() as db:
        names = ", ".join(f"'{path}'" for path in paths)
        return db.execute(f"SELECT {columns} FROM read_parquet([{names}])").fetchall() if paths else []


def per_revision(paths):
    """Return how many rows each revision has."""
    counts = {}
    for (revision,) in read(paths, "revision"):
        counts[revision] = counts.get(revision, 0) + 1
    return counts


@pytest.fixture
def file_one(filed):
    """File a small ledger of a unit, another each time, and return its revision and how many facts it has."""
    draw = random.Random(1)

    def file(unit):
        kinds = installed().kinds_of("school")
        ledger = random_ledger(draw, "school", unit, kinds, 5)
        return filed(unit, ledger=ledger), len(list(facts.facts_of(ledger)))

    return file


def test_a_segment_says_what_the_ledger_says(store, filed):
    ledger = sample_ledger(installed(), "hospital", 2026)
    revision = filed("H1", ledger=ledger)
    made = synchronise(store)
    expected = [(revision, *(getattr(fact, column) for column in facts.COLUMNS)) for fact in facts.facts_of(ledger)]
    assert read(made.facts) == [(*row[:7], int(row[7]), *row[8:]) for row in expected]


def test_quotes_backslashes_and_blanks_stay_what_they_are(store, filed):
    revision = filed("H1", ledger=sample_ledger(installed(), "hospital", 2026))
    texts = ["\\", "\\N", '"', "''", 'a"b', "NULL", "\\t", "", " ", "#", "，"]
    lines = "".join(f"core.visit\tcount\t\t202613\t\t1\t0\t{text}\t{text}\t3\tA3\n" for text in texts)
    with store.transaction() as db:
        db.execute("UPDATE revision SET facts = ? WHERE id = ?", (zlib.compress(lines.encode()), revision))
    rows = read(synchronise(store).facts, "month, day, choices, sheet")
    assert rows == [(None, "", text, text) for text in texts]


def test_nothing_is_written_twice(store, file_one):
    assert synchronise(store).facts == ()
    held = dict(file_one(f"U{number}") for number in range(3))
    first = synchronise(store)
    assert per_revision(first.facts) == held
    assert synchronise(store).facts == first.facts
    held |= dict([file_one("U9")])
    second = synchronise(store)
    assert per_revision(second.facts) == held
    assert len(second.facts) == 2
    assert second.facts[0] == first.facts[0]


def test_many_small_segments_become_one(store, file_one):
    held = {}
    for number in range(segments.FEW + 2):
        held |= dict([file_one(f"U{number}")])
        made = synchronise(store)
        assert per_revision(made.facts) == held
    assert len(made.facts) < segments.FEW


def test_a_segment_of_what_counts_no_more_is_made_anew(store, file_one):
    for unit in ("U1", "U2", "U3"):
        file_one(unit)
    (first,) = synchronise(store).facts
    last = dict(file_one(unit) for unit in ("U1", "U2", "U3"))
    made = synchronise(store)
    assert first not in synchronise(store).facts
    assert per_revision(synchronise(store).facts) == last
    assert made


@pytest.mark.parametrize("harm", ["gone", "cut", "other", "folder"])
def test_a_harmed_file_is_made_anew(store, file_one, harm):
    held = dict(file_one(f"U{number}") for number in range(3))
    before = synchronise(store)
    (path,) = before.facts
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    elif harm == "other":
        path.write_bytes(path.read_bytes()[::-1])
    else:
        for one in store.facts.iterdir():
            one.unlink()
        store.facts.rmdir()
    after = synchronise(store)
    assert per_revision(after.facts) == held
    assert len(after.facts) == 1


def test_facts_derived_anew_make_their_segment_void(store, file_one):
    revision, _ = file_one("U1")
    other, rows = file_one("U2")
    synchronise(store)
    with store.transaction() as db:
        blobs = db.execute("SELECT facts, events FROM revision WHERE id = ?", (other,)).fetchone()
        db.execute("UPDATE revision SET facts = ?, events = ? WHERE id = ?", (*blobs, revision))
    assert per_revision(synchronise(store).facts) == {revision: rows, other: rows}


def test_a_revision_under_way_is_there_even_if_it_counts_no_more(store, file_one):
    old, rows = file_one("U1")
    file_one("U1")
    assert old not in per_revision(synchronise(store).facts)
    assert per_revision(synchronise(store, {old}).facts)[old] == rows


def test_an_older_form_is_refused_with_what_to_do(store, file_one):
    revision, _ = file_one("U1")
    with store.transaction() as db:
        db.execute("UPDATE revision SET format = 0")
    (one,) = outdated(store)
    assert (one.revision, one.unit, one.year, one.format) == (revision, "U1", 2026, 0)
    with pytest.raises(ProblemsFound, match="旧版本") as refusal:
        synchronise(store)
    assert [problem.code for problem in refusal.value.problems] == ["outdated-facts"]


def test_where_nothing_can_be_written_a_temporary_folder_does(store, file_one, monkeypatch):
    held = dict([file_one("U1")])
    kept = synchronise(store)
    held |= dict([file_one("U2")])

    def refuse(path, data):
        raise ProblemsFound([error("read-only-disk", "只能读", "换一个")])

    monkeypatch.setattr(segments, "write_atomically", refuse)
    made = synchronise(store)
    assert per_revision(made.facts) == held
    assert made.facts[0] == kept.facts[0]
    temporary = made.facts[1].parent
    assert temporary != store.facts
    del made
    assert not temporary.exists()


def test_a_full_disk_is_told(store, file_one, monkeypatch):
    file_one("U1")

    def refuse(path, data):
        raise ProblemsFound([error("disk-full", "满了", "清理")])

    monkeypatch.setattr(segments, "write_atomically", refuse)
    with pytest.raises(ProblemsFound, match="满了"):
        synchronise(store)


@pytest.mark.parametrize("crash", ["after the files", "between them"])
def test_a_crash_leaves_a_file_that_nobody_reads_and_that_is_swept_up(store, file_one, monkeypatch, crash):
    held = dict(file_one(f"U{number}") for number in range(2))
    write = segments.write_atomically

    def dies(*_):
        raise KeyboardInterrupt

    def writes_one(path, data):
        write(path, data)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if crash == "between them":
            patch.setattr(segments, "write_atomically", writes_one)
        else:
            patch.setattr(Store, "transaction", dies)
        with pytest.raises(KeyboardInterrupt):
            synchronise(store)
    left = set(store.facts.iterdir())
    assert left
    made = synchronise(store)
    assert per_revision(made.facts) == held
    assert not left & {*made.facts}
    monkeypatch.setattr(segments, "LEFT_BEHIND", -1)
    held |= dict([file_one("U9")])
    assert per_revision(synchronise(store).facts) == held
    assert not left & set(store.facts.iterdir())


def test_two_at_once_do_not_harm_each_other(store, file_one):
    held = dict(file_one(f"U{number}") for number in range(8))
    answers, together = [], threading.Barrier(4)

    def bring():
        with open_store(store.folder) as own:
            together.wait()
            answers.append(per_revision(synchronise(own).facts))

    threads = [threading.Thread(target=bring) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [held] * 4
    assert per_revision(synchronise(store).facts) == held
