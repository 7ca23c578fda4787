"""What is known of files that nobody has touched: one file is asked for alone, a folder's second for them all."""

import os
import time

import pytest
from shuangyong.catalog import installed
from shuangyong.office.intake.collecting import collect
from shuangyong.office.intake.untouched import Mark, Untouched

LONG_AGO = time.time() - 3600


@pytest.fixture
def collected(store, put, sent):
    """Ledgers that were collected long after they were written, by their places under 收到."""

    def take(**codes):
        paths = {name: put(sent(code=code), name) for name, code in codes.items()}
        for path in paths.values():
            os.utime(path, (LONG_AGO, LONG_AGO))
        found = collect(store, installed(), paths.values())
        assert len(found.of("accepted")) == len(codes)
        return paths

    return take


@pytest.fixture
def asked(store):
    """Ask for paths one after the other; return the units that they are stored for, and the statements it took."""

    def ask(*paths):
        statements = []
        store.db.set_trace_callback(statements.append)
        untouched = Untouched(store.db)
        rows = [untouched.stored_as(Mark.of(str(path), path.stat())) for path in paths]
        store.db.set_trace_callback(None)
        return [row and row["unit"] for row in rows], len(statements)

    return ask


def test_a_folder_of_many_is_asked_for_with_two_statements(collected, asked):
    paths = collected(**{f"{number}.xlsx": f"H{number}" for number in range(5)})
    assert asked(*paths.values()) == (["H0", "H1", "H2", "H3", "H4"], 2)


def test_one_file_is_asked_for_alone_and_folders_that_take_turns_are_asked_for_once(collected, asked):
    names = ("1.xlsx", "2.xlsx", "甲/1.xlsx", "甲/2.xlsx", "甲乙.xlsx")
    paths = collected(**{name: f"H{number}" for number, name in enumerate(names)})
    assert asked(paths["甲/1.xlsx"]) == (["H2"], 1)
    turns = [paths[name] for name in ("1.xlsx", "甲/1.xlsx", "2.xlsx", "甲/2.xlsx", "甲乙.xlsx", "1.xlsx")]
    assert asked(*turns) == (["H0", "H2", "H1", "H3", "H4", "H0"], 4)


def test_a_file_that_was_touched_or_is_new_or_lies_beside_is_not_known(collected, asked, put, sent):
    paths = collected(**{"1.xlsx": "H1", "2.xlsx": "H2", "3.xlsx": "H3"})
    os.utime(paths["2.xlsx"])
    new = put(sent(code="H4"), "4.xlsx")
    beside = put(sent(code="H1"), "../收到0.xlsx")
    assert asked(paths["1.xlsx"], paths["2.xlsx"], new, beside, paths["3.xlsx"])[0] == ["H1", None, None, None, "H3"]
