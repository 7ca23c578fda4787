"""Spark answers what DuckDB answers, to the last digit; and reads files spread over its processors."""

import importlib.util
import os
import shutil

import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.cube.cells import Request, cube
from shuangyong.office.cube.dimensions import parse_dimensions
from shuangyong.office.engines.duckdb import DuckDB
from shuangyong.office.engines.spark import parse_all, spark

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine():
    lacking = [
        *(["PySpark"] if importlib.util.find_spec("pyspark") is None else []),
        *(["Java"] if shutil.which("java") is None and not os.environ.get("JAVA_HOME") else []),
    ]
    if lacking:
        reason = f"needs {' and '.join(lacking)}, which is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with spark() as found:
        yield found


@pytest.mark.parametrize(
    ("by", "period"),
    [("region,sector", "2026"), ("choice:form,quarter", "2026"), ("region:village,month", "2026-H2")],
)
def test_spark_equals_duckdb_to_the_last_digit(engine, county, files, by, period):
    made = county(f"spark {by}")
    request = Request(Period.parse(period), parse_dimensions(by, installed()))
    ours = cube(DuckDB(), files(), made.reporters, installed(), request)
    theirs = cube(engine, files(), made.reporters, installed(), request)
    assert ours
    assert theirs == ours
    assert [str(cell.value) for cell in theirs] == [str(cell.value) for cell in ours]


def test_only_some_kinds_of_some_revisions_count_on_spark_too(engine, county, files):
    made = county("pairs")
    pairs = {(made.reporters[0].revision, "core.visit"), (made.reporters[1].revision, "core.meeting")}
    request = Request(Period(2026), (), pairs=pairs)
    ours = cube(DuckDB(), files(), made.reporters, installed(), request)
    assert ours
    assert cube(engine, files(), made.reporters, installed(), request) == ours


def test_a_store_without_facts_has_an_empty_cube_on_spark_too(engine):
    request = Request(Period(2026), parse_dimensions("sector,choice:form", installed()))
    assert cube(engine, (), (), installed(), request) == ()


def test_files_are_read_in_their_order(engine, tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(11)]
    for number, path in enumerate(paths):
        path.write_text(str(number))
    assert parse_all(engine.session, os.path.getsize, [str(path) for path in paths]) == [1] * 10 + [2]
    assert parse_all(engine.session, len, []) == []
