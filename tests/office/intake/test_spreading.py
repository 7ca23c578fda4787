"""Ledgers read on a cluster are stored as those read here, hostile ones apart in both."""

import importlib.util
import os
import shutil

import pytest
from shuangyong.catalog import installed_for_figures
from shuangyong.office.engines.spark import spark
from shuangyong.office.intake.collecting import collect
from shuangyong.office.intake.spreading import Apart, spread
from shuangyong.office.store.opening import open_store

STORED = "SELECT s.unit, s.year, r.sha256, r.content, r.state, r.facts, r.events, r.rows FROM submission s " \
    "JOIN revision r ON r.id = s.current ORDER BY s.unit"  # fmt: skip


def crash(task):
    if task == 3:
        os._exit(7)
    return task * 2


def test_a_task_that_kills_its_process_kills_no_other():
    outcomes = [Apart(crash)(task) for task in (2, 3, 4)]
    assert [(one.task, one.result, one.lost) for one in outcomes] == [(2, 4, None), (3, None, "crashed"), (4, 8, None)]


@pytest.mark.slow
def test_what_is_read_on_spark_is_stored_as_what_is_read_here(tmp_path, sent):
    if importlib.util.find_spec("pyspark") is None or (
        shutil.which("java") is None and not os.environ.get("JAVA_HOME")
    ):
        if os.environ.get("CI"):
            pytest.fail("needs PySpark and Java")
        pytest.skip("needs PySpark and Java, which are not installed")
    folder = tmp_path / "收到"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.xlsx").write_bytes(sent(code=f"H{number:02}", examined=100 + number))
    (folder / "坏的.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    stored, verdicts = [], []
    with spark() as engine:
        for name, run in (("本机", None), ("集群", spread(engine))):
            with open_store(tmp_path / name, create=True) as store:
                collection = collect(store, installed_for_figures(), [folder], run=run)
                stored.append([tuple(row) for row in store.db.execute(STORED)])
                verdicts.append([(one.verdict, one.file, one.revision) for one in collection.entries])
    assert len(stored[0]) == 12 and stored[0] == stored[1]
    assert verdicts[0] == verdicts[1]
