"""Deciding: what may be decided, that it is kept with who and why, and when it no longer holds."""

import json
from decimal import Decimal

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.overlaps.deciding import Wish, decide


@pytest.fixture
def pair(told, evening, overlaps):
    told("甲社区", "community", evening(participants=200, spending=Decimal("3000.50")))
    told("乙学校", "school", evening(participants=120))
    (candidate,) = overlaps().undecided
    return candidate


@pytest.fixture
def settle(store, catalog):
    def settle(*wishes, because="已核实"):
        return decide(store, catalog, 2026, [Wish(**wish) for wish in wishes], "张三", because)

    return settle


def part(pair, measure="participants", amount="50"):
    return {"id": pair.id, "verdict": "partly", "measure": measure, "amount": Decimal(amount)}


def test_a_decision_is_kept_with_who_why_and_of_what(store, pair, settle, overlaps):
    settle({"id": pair.id, "verdict": "same"}, because="电话核实")
    found = overlaps()
    assert found.undecided == ()
    (settled,) = found.settled
    ruling = settled.ruling
    assert (ruling.verdict, ruling.actor, ruling.because) == ("same", "张三", "电话核实")
    assert "甲社区" in ruling.label and "乙学校" in ruling.label
    (row,) = store.db.execute("SELECT * FROM audit WHERE action = 'decide'").fetchall()
    assert (row["actor"], row["subject"]) == ("张三", pair.id)
    assert json.loads(row["detail"])["because"] == "电话核实"


def test_the_latest_decision_counts_and_the_earlier_stay(store, pair, settle, overlaps):
    for wish in ({"id": pair.id, "verdict": "same"}, part(pair), part(pair, amount="60"), part(pair, "count", "1")):
        settle(wish)
    (settled,) = overlaps().settled
    assert settled.ruling.amounts == {"participants": 60, "count": 1}
    settle({"id": pair.id, "verdict": "different"})
    (settled,) = overlaps().settled
    assert (settled.ruling.verdict, settled.ruling.amounts) == ("different", {})
    assert store.db.execute("SELECT COUNT(*) FROM decision").fetchone()[0] == 5


def test_a_measure_may_be_called_by_its_label(pair, settle, overlaps):
    settle(part(pair, "参加人次"))
    assert overlaps().settled[0].ruling.amounts == {"participants": 50}


@pytest.mark.parametrize(
    ("measure", "amount", "code"),
    [
        ("participants", "121", "bad-amount"),
        ("participants", "0", "bad-amount"),
        ("participants", "-3", "bad-amount"),
        ("participants", "NaN", "bad-amount"),
        ("participants", "12.5", "bad-amount"),
        ("spending", "100", "measure-not-shared"),
        ("people", "10", "measure-not-shared"),
    ],
)
def test_a_part_must_be_of_what_both_state_and_within_the_smaller(store, pair, settle, measure, amount, code):
    with pytest.raises(ProblemsFound) as refusal:
        settle(part(pair, measure, amount))
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert store.db.execute("SELECT COUNT(*) FROM decision").fetchone()[0] == 0


def test_one_slip_decides_nothing_and_all_slips_are_told(store, pair, settle):
    with pytest.raises(ProblemsFound) as refusal:
        settle({"id": pair.id, "verdict": "same"}, {"id": "nothing", "verdict": "same"}, {"id": "x", "verdict": "same"})
    assert [problem.code for problem in refusal.value.problems] == ["no-such-overlap"] * 2
    assert store.db.execute("SELECT COUNT(*) FROM decision").fetchone()[0] == 0


def test_two_verdicts_at_once_are_refused(pair, settle):
    with pytest.raises(ProblemsFound, match="裁定了两次"):
        settle({"id": pair.id, "verdict": "same"}, {"id": pair.id, "verdict": "different"})


def test_a_changed_row_makes_a_decision_stale(pair, settle, told, evening, overlaps):
    settle({"id": pair.id, "verdict": "same"})
    told("乙学校", "school", evening(participants=130))
    found = overlaps()
    assert [ruling.id for ruling in found.stale] == [pair.id]
    assert found.settled == () and len(found.undecided) == 1
    with pytest.raises(ProblemsFound, match="已经改过"):
        settle({"id": pair.id, "verdict": "different"})


def test_a_decision_outlives_the_suspicion(pair, settle, told, evening, overlaps):
    """Ledgers that arrive later may make a crowd of the pair's block; what was decided stays decided."""
    settle({"id": pair.id, "verdict": "same"})
    for number in range(30):
        told(f"{number}号社区", "community", evening(participants=200 + number))
    assert [settled.ruling.id for settled in overlaps().settled] == [pair.id]


def test_different_within_one_deed_is_a_contradiction(told, evening, overlaps, settle):
    for name in ("甲社区", "乙社区", "丙社区"):
        told(name, "community", evening(participants=128))
    one, two, three = (candidate.id for candidate in overlaps().undecided)
    settle({"id": one, "verdict": "same"}, {"id": two, "verdict": "same"})
    with pytest.raises(ProblemsFound, match="互相矛盾"):
        settle({"id": three, "verdict": "different"})
    settle({"id": three, "verdict": "same"})
