"""Units: the check character of their code."""

import string

import pytest
from shuangyong.model.units import uscc_is_valid

VALID = "91350100M000100Y43"  # printed widely as an example of GB 32100-2015


def test_a_code_with_its_right_check_character_is_valid():
    assert uscc_is_valid(VALID)


@pytest.mark.parametrize(
    "text", ["", VALID[:-1], VALID + "0", VALID.lower(), VALID[:-1] + "I", " " + VALID[:-1], "1" * 18]
)
def test_what_is_no_code_is_refused(text):
    assert not uscc_is_valid(text)


def test_every_single_wrong_character_is_noticed():
    characters = string.digits + string.ascii_uppercase
    for place, right in enumerate(VALID):
        for wrong in characters:
            if wrong != right:
                assert not uscc_is_valid(VALID[:place] + wrong + VALID[place + 1 :])


def test_every_swap_of_two_neighbours_is_noticed():
    for place in range(len(VALID) - 1):
        one, other = VALID[place : place + 2]
        if one != other:
            assert not uscc_is_valid(VALID[:place] + other + one + VALID[place + 2 :])
