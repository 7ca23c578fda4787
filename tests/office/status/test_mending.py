"""What a resubmission mended, though rows may have moved."""

import pytest
from shuangyong.model.problems import error
from shuangyong.office.status.mending import compared, mended, problems_of


def at(cell, value="若干", code="not-a-number", sheet="征兵体检"):
    return error(code, f"「{value}」不对", "改", sheet=sheet, cell=cell, value=value)


def codes(problems):
    return [(problem.cell, problem.value) for problem in problems]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([at("C7")], [], ([("C7", "若干")], [], [])),
        ([at("C7")], [at("C7")], ([], [("C7", "若干")], [])),
        ([at("C7")], [at("C8")], ([], [("C8", "若干")], [])),
        ([at("C7")], [at("C7", "很多")], ([], [("C7", "很多")], [])),
        ([at("C7")], [at("D7")], ([("C7", "若干")], [], [("D7", "若干")])),
        ([at("C7"), at("C8", "一些")], [at("C8"), at("C9", "一些")], ([], [("C8", "若干"), ("C9", "一些")], [])),
        ([at("C7"), at("C8")], [at("C8")], ([("C7", "若干")], [("C8", "若干")], [])),
        ([at(None, "甲", sheet=None)], [at(None, "乙", sheet=None)], ([(None, "甲")], [], [(None, "乙")])),
    ],
)
def test_a_problem_is_known_again_by_cell_or_value(before, now, expected):
    assert tuple(map(codes, compared(before, now))) == expected


def submission(store):
    return store.db.execute("SELECT id FROM submission").fetchone()["id"]


def test_only_what_follows_a_returned_one_mends(store, filed):
    filed("H1")
    filed("H1")
    assert mended(store, submission(store)) is None
    filed("H1", state="returned", problems=(at("C7"), at("C9")))
    assert mended(store, submission(store)) is None, "it is the returned one itself"
    filed("H1", state="older")
    filed("H1", problems=(at("C9"),), state="returned")
    found = mended(store, submission(store))
    assert (found.before, found.current, found.because) == (3, 5, None)
    assert (codes(found.mended), codes(found.still), found.new) == ([("C7", "若干")], [("C9", "若干")], ())


def test_what_was_saved_before_counts_and_not_what_came_before(store, filed):
    filed("H1", received="2026-12-10", state="returned", problems=(at("C7"),))
    filed("H1", received="2026-12-05")
    with store.transaction() as db:
        db.execute("UPDATE submission SET current = 1")
    assert mended(store, submission(store)) is None
    filed("H1", received="2026-12-20")
    assert (mended(store, submission(store)).before, mended(store, submission(store)).current) == (1, 3)


def test_the_offices_reason_is_told_beside_what_was_mended(store, filed):
    filed("H1", state="returned", because="照片缺了")
    filed("H1")
    assert mended(store, submission(store)).because == "照片缺了"


def test_problems_come_back_as_they_were_written(store, filed):
    revision = filed("H1", problems=(at("C7"), at("A1", code="x")))
    assert problems_of(store, revision) == (at("C7"), at("A1", code="x"))
