"""Circles of parents: those that close on some day are found, and no other, held against a search day by day."""

import random

import pytest
from shuangyong.office.roster.entries import Entry
from shuangyong.office.roster.judging import judged

UNITS = "ABCDEF"
DAYS = [f"2026-{month:02d}-01" for month in range(1, 7)]


def made(chance):
    """Return rows of a few units, one behind the other, with parents at random."""
    entries = []
    for unit in UNITS:
        cuts = sorted(chance.sample(range(1, 6), chance.randint(0, 2)))
        for first, end in zip([0, *cuts], [*cuts, None], strict=True):
            until = None if end is None else f"2026-{end:02d}-28"
            parent = chance.choice([*UNITS, *[None] * 12])
            row = {"unit": unit, "name": unit, "sector": "hospital", "region": f"37021{ord(unit) % 6}"}
            entries.append(Entry(**row, parent=parent, start=DAYS[first], until=until))
    return entries


def closes(entries):
    """Tell whether on some day somebody is above himself."""
    for day in DAYS:
        parents = {one.unit: one.parent for one in entries if one.start <= day and (one.until or "9") >= day}
        for unit in parents:
            at = parents[unit]
            for _ in UNITS:
                if at == unit:
                    return True
                at = parents.get(at)
    return False


def test_a_circle_is_told_where_one_closes_and_nowhere_else():
    outcomes = []
    for seed in range(400):
        entries = made(random.Random(seed))
        told = any(problem.code == "circle-of-parents" for problem in judged(entries, []))
        assert told == closes(entries), seed
        outcomes.append(told)
    assert 100 < sum(outcomes) < 300, "both cases were seen often"


@pytest.mark.parametrize("units", [20_000])
def test_a_deep_and_long_roster_is_judged_in_steps_that_grow_with_it(units):
    rows = [
        Entry(
            unit=f"U{number}",
            name=f"U{number}",
            sector="hospital",
            region="370213",
            parent=f"U{number - 1}" if number % 1000 else None,
            start=f"20{number % 20:02d}-01-01",
            until=None,
        )
        for number in range(units)
    ]
    assert not [*judged(rows, [])]
