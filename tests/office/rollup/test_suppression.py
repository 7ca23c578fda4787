"""In a public edition nobody finds one or two persons, however they add and subtract."""

import attrs
import pytest
from shuangyong.model.periods import Period
from shuangyong.office.rollup.composing import parts_of
from shuangyong.office.rollup.names import kind_and_field
from shuangyong.office.rollup.persons import tells_of_persons
from shuangyong.office.rollup.rolling import roll_up

from tests.office.rollup.subtraction import Unknown, determined, own_sums

YEAR = Period(2026)


def editions(store, catalog, dims):
    return roll_up(store, catalog, YEAR, dims), roll_up(store, catalog, YEAR, dims, public=True)


def of_persons(figure, catalog):
    return figure.denominator is None and tells_of_persons(kind_and_field(figure.measure, catalog)[1])


def few(figure):
    return {abs(figure.sum.gross), abs(figure.sum.net), abs(figure.sum.overlap)} & {1, 2}


@pytest.mark.parametrize("dims", ["region:township,sector", "region:county,month", "sector,choice:form", "unit"])
def test_no_withheld_small_sum_can_be_found_by_subtraction(filled, catalog, dims):
    full, public = editions(filled(2026), catalog, dims)
    small = {
        Unknown(*figure.measure.rsplit(".", 1), frozenset(figure.by.items()))
        for figure in full.figures
        if of_persons(figure, catalog) and few(figure)
    }
    own = {cell for cell, amount in own_sums(full, catalog).items() if amount in (1, 2)}
    own = {cell for cell in own if tells_of_persons(catalog.kinds[cell.kind].field(cell.measure))}
    assert small
    assert not (small | own) & determined(full, public, catalog)


def test_withholding_the_small_sums_alone_would_not_do(filled, catalog):
    full, _ = editions(filled(2026), catalog, "region:township,sector")
    figures = tuple(
        attrs.evolve(figure, suppressed=of_persons(figure, catalog) and bool(few(figure))) for figure in full.figures
    )
    assert determined(full, attrs.evolve(full, figures=figures), catalog)


def test_each_small_sum_is_withheld_and_zero_is_shown(filled, catalog):
    full, public = editions(filled(2026), catalog, "region:township,sector")
    for figure, shown in zip(full.figures, public.figures, strict=True):
        if of_persons(figure, catalog) and few(figure):
            assert shown.suppressed
        if figure.denominator is None and not figure.sum.gross:
            assert not shown.suppressed


def test_totals_that_people_read_stay(filled, catalog):
    full, public = editions(filled(2026), catalog, "region:township,sector,month")
    totals = [(figure, shown) for figure, shown in zip(full.figures, public.figures, strict=True) if not figure.by]
    large = [shown for figure, shown in totals if figure.sum.gross > 100]
    assert len(large) > 50
    assert not any(shown.suppressed for shown in large)
    assert sum(figure.suppressed for figure in public.figures) < len(public.figures) / 10


def test_what_is_withheld_is_not_there(filled, catalog):
    _, public = editions(filled(2026), catalog, "region:township,sector")
    withheld = [figure for figure in public.figures if figure.suppressed]
    assert withheld
    for figure in withheld:
        assert (figure.value, figure.sum.gross, figure.sum.overlap, figure.units, figure.records) == (None, 0, 0, 0, 0)


def test_a_ratio_goes_with_its_parts(filled, catalog):
    _, public = editions(filled(2026), catalog, "region:township,sector,month")
    shown = {(figure.measure, *figure.by.items()): figure for figure in public.figures}
    ratios = [figure for figure in public.figures if figure.denominator is not None]
    for figure in ratios:
        parts = parts_of(*kind_and_field(figure.measure, catalog))
        withheld = [shown[part, *figure.by.items()].suppressed for part in parts]
        assert figure.suppressed == any(withheld)
        assert not figure.suppressed or figure.value is None


def test_last_year_is_withheld_as_its_own_edition_would(filled, catalog):
    store = filled(2026, 2025)
    before = roll_up(store, catalog, Period(2025), "region:township,sector", public=True)
    withheld = {(figure.measure, *figure.by.items()) for figure in before.figures if figure.suppressed}
    _, public = editions(store, catalog, "region:township,sector")
    beside = {(figure.measure, *figure.by.items()): figure.last for figure in public.figures}
    assert withheld
    assert all(beside.get(place) is None for place in withheld)
    assert any(last is not None for last in beside.values())


def test_persons_of_single_adjustments_and_open_overlaps_are_left_out(filled, catalog):
    store = filled(2026, scopes={"EB": ("education.admission_benefit",)})
    full, public = editions(store, catalog, "region:township,sector")
    assert any(name.endswith(".children") for one in full.adjustments for name in one.amounts)
    assert all(
        not tells_of_persons(kind_and_field(name, catalog)[1]) for one in public.adjustments for name in one.amounts
    )
    assert full.undecided
    assert all(one.keys() == {"id"} for one in public.undecided)


def test_a_difference_is_told_only_between_sums_that_are_shown(filled, catalog):
    store = filled(2026, scopes={"EB": ("education.admission_benefit", "education.drill_programme")})
    full, public = editions(store, catalog, "region:township,sector")
    withheld = {(figure.measure, frozenset(figure.by.items())) for figure in public.figures if figure.suppressed}
    assert len(public.differences) < len(full.differences)
    for one in public.differences:
        whole = frozenset(one.by.items())
        parts = [
            (figure.measure, frozenset(figure.by.items()))
            for figure in public.figures
            if figure.measure == one.measure and frozenset(figure.by.items()) - whole and whole < set(figure.by.items())
            if figure.by.keys() - one.by.keys() == {one.dim}
        ]
        assert not withheld & {(one.measure, whole), *parts}
