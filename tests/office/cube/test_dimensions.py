"""What ``--by`` may say, and an SQL text that means the same everywhere."""

import itertools
import re

import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.cube.cells import Request, cube
from shuangyong.office.cube.dimensions import Dimension, parse_dimensions
from shuangyong.office.cube.sql import Shape, cube_sql
from shuangyong.office.engines.duckdb import DuckDB

#: What is followed by a bracket and may stand in the text: exact and free of ties in every engine.
ALLOWED = {"SUM", "MAX", "COUNT", "GROUPING", "RANK", "COALESCE", "CAST", "DECIMAL"}
WORDS = {"AS", "SETS", "OVER", "ON", "BY"}


def test_dimensions_are_named_as_they_were_asked_for():
    assert parse_dimensions(" region:township, month ,choice:form", installed()) == (
        Dimension("region:township", "region", "township"),
        Dimension("month", "time", "month"),
        Dimension("choice:form", "choice", "form"),
    )
    assert parse_dimensions("region", installed()) == (Dimension("region", "region", "county"),)
    assert parse_dimensions("", installed()) == ()


@pytest.mark.parametrize("text", ["week", "region:", "region:street", "choice:", "choice:title", "choice", "sector:a"])
def test_an_unknown_dimension_is_refused_with_the_known_ones(text):
    with pytest.raises(ProblemsFound, match="不认识分组") as refusal:
        parse_dimensions(text, installed())
    (problem,) = refusal.value.problems
    assert problem.value == text
    assert {"region:township", "sector", "unit", "half", "choice:festival"} <= set(
        re.split("[：、。（）]", problem.fix)
    )


def test_every_fault_is_told_at_once():
    with pytest.raises(ProblemsFound) as refusal:
        parse_dimensions("week,month,quarter,sector,sector,region,region:county", installed())
    codes = [problem.code for problem in refusal.value.problems]
    assert codes == ["unknown-dimension", "dimension-twice", "dimension-twice", "two-times"]


@pytest.mark.parametrize(("by", "period"), [("quarter", "2026-08"), ("year", "2026-H1"), ("half", "2026-Q3")])
def test_a_part_of_a_division_is_not_called_by_its_name(by, period):
    with pytest.raises(ProblemsFound, match="不满一个"):
        cube(DuckDB(), (), (), installed(), Request(Period.parse(period), parse_dimensions(by, installed())))


def test_no_facts_make_no_cells():
    assert cube(DuckDB(), (), (), installed(), Request(Period(2026), parse_dimensions("sector", installed()))) == ()


def test_the_text_calls_nothing_whose_answer_differs_between_engines():
    parts = itertools.product((Period(2026), Period(2026, 7, 9)), (0, 3), (False, True), (0, 2), (False, True))
    for period, places, timed, choices, pairs in parts:
        text = cube_sql(Shape(period, places, timed, choices, pairs))
        calls = {name.upper() for name in re.findall(r"(\w+)\s*\(", text)}
        assert calls <= ALLOWED | WORDS, calls - ALLOWED - WORDS
        assert "/" not in text
        assert all(re.fullmatch(r"\w+", one) for one in re.findall(r"GROUPING\(([^)]*)\)", text))
        # Its one window keeps ties together.
        assert set(re.findall(r"(\w+)\(\) OVER", text)) == {"RANK"}


def test_duckdb_fetches_nothing_and_cannot_be_told_to():
    with DuckDB(memory="512MiB", threads=1).connection() as db:
        settings = dict(db.execute("SELECT name, value FROM duckdb_settings()").fetchall())
        assert settings["autoload_known_extensions"] == settings["autoinstall_known_extensions"] == "false"
        assert settings["threads"] == "1"
        assert settings["memory_limit"] == "512.0 MiB"
        with pytest.raises(Exception, match="locked"):
            db.execute("SET autoload_known_extensions = true")
