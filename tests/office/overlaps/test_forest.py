"""What overlapping reports come to, for any reports, overlaps and groups: never below the largest, never above all."""

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from shuangyong.office.overlaps.corrections import Claim, Correction, forest, overlap_lines

VALUES = st.integers(0, 400).map(lambda cents: Decimal(cents) / 4)


@st.composite
def deeds(draw):
    """Draw claims, which of them are the same deed, and pairs that overlap in part."""
    values = draw(st.lists(VALUES, min_size=2, max_size=7))
    claims = [
        Claim(key=f"k{number}", unit=f"u{number}", month=None, choices="{}", value=value)
        for number, value in enumerate(values)
    ]
    deed = [draw(st.integers(0, 3)) for _ in claims]
    same = [[claim for claim, of in zip(claims, deed, strict=True) if of == number] for number in range(1, 4)]
    partly = [
        (one, other, draw(st.integers(0, 400).map(Decimal)))
        for one, other in itertools.combinations(claims, 2)
        if draw(st.booleans())
    ]
    return claims, same, partly


def correction_of(same, partly):
    lines, spares = forest(overlap_lines("core.activity.participants", same, partly, stock=False))
    return Correction(
        ids=("x",), units=(), label="", actor="", because="", at="", lines=tuple(lines), spares=tuple(spares)
    )


def applying(correction, keys):
    """Return the lines that apply in a group of some reports, as the roll-up finds them."""
    return forest(
        line for line in (*correction.lines, *correction.spares) if line.kept.key in keys and line.removed.key in keys
    )[0]


@given(deeds(), st.data())
def test_in_any_group_the_net_is_between_the_largest_report_and_their_sum(deed, data):
    claims, same, partly = deed
    group = [claim for claim in claims if data.draw(st.booleans())]
    keys = {claim.key for claim in group}
    taken = sum(line.amount for line in applying(correction_of(same, partly), keys))
    gross = sum(claim.value for claim in group)
    assert max((claim.value for claim in group), default=0) <= gross + taken <= gross


@given(deeds(), st.data())
def test_of_one_deed_the_fullest_report_is_left_in_any_group(deed, data):
    claims, same, _ = deed
    keys = {claim.key for claim in claims if data.draw(st.booleans())}
    taken = sum(line.amount for line in applying(correction_of(same, []), keys))
    left = sum(max((claim.value for claim in one if claim.key in keys), default=Decimal(0)) for one in same)
    inside = sum(claim.value for one in same for claim in one if claim.key in keys)
    assert inside + taken == left


@given(deeds())
def test_the_lines_alone_are_the_whole_and_take_no_more_than_they_should_of_a_part(deed):
    claims, same, partly = deed
    correction = correction_of(same, partly)
    keys = [claim.key for claim in claims]
    assert applying(correction, keys) == [*correction.lines]
    for group in itertools.chain.from_iterable(itertools.combinations(keys, size) for size in range(len(keys))):
        naive = sum(line.amount for line in correction.lines if {line.kept.key, line.removed.key} <= {*group})
        assert naive >= sum(line.amount for line in applying(correction, group))
