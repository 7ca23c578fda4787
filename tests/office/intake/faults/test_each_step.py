"""Each write in turn is the last, or fails: all or nothing, told in words, and a rerun ends where it would have."""

import os
import shutil
import sys

import pytest
from shuangyong.office.store.opening import DATABASE, open_store

#: How the n-th write goes wrong, on what store, and the step of n; set it to 1 for a long run over all.
FAULTS = [
    ("new", "kill", 1),
    ("new", "error", 1),
    ("new", "errors from then on", 5),
    ("known", "kill", 1),
    ("known", "error", 1),
    ("known", "full", 3),
    ("known", "full from then on", 3),
    ("known", "errors from then on", 3),
]
STEP = int(os.environ.get("SHUANGYONG_STEP", "0"))


@pytest.fixture(scope="module")
def arrivals(tmp_path_factory, sent):
    """Files of every fate, for a store where H1 is known and H3 is locked."""
    folder = tmp_path_factory.mktemp("arrivals")
    (folder / "1.xlsx").write_bytes(sent(code="H1", examined=140, saved="2024-11-02T00:00:00Z"))
    (folder / "2.xlsx").write_bytes(sent(code="H2", qualified=999))
    (folder / "3.xlsx").write_bytes(sent(code="H3", name="丙医院"))
    (folder / "4.xlsx").write_bytes(sent(code="H4"))
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory, sent, taking):
    """A store that holds something."""
    folder = tmp_path_factory.mktemp("before")
    (folder / "a.xlsx").write_bytes(sent(code="H1"))
    with open_store(folder / "库", create=True) as store:
        taking(store)(folder / "a.xlsx")
        with store.transaction() as db:
            db.execute("INSERT INTO deadline VALUES ('H3', 2024, NULL, '2024-06-30')")
    return folder / "库"


def is_there(store):
    return (store / DATABASE).exists() and (store / DATABASE).stat().st_size > 0


@pytest.mark.slow
@pytest.mark.parametrize(("where", "how", "step"), FAULTS)
def test_at_every_write(
    where, how, step, tmp_path, runs, collecting_of, struck, mended, before, arrivals, sound, capsys, record_property
):
    def fresh():
        shutil.rmtree(tmp_path / "库", ignore_errors=True)
        if where == "known":
            shutil.copytree(before, tmp_path / "库")
        return tmp_path / "库"

    store = fresh()
    start = sound(store) if where == "known" else None
    assert runs(collecting_of(store, arrivals), struck(0, how)).end().code == 1
    expected = sound(store)
    step = STEP or step
    number, struck_at, tried = 0, 0, 0
    while True:
        number += step
        store = fresh()
        ended = runs(collecting_of(store, arrivals), struck(number, how)).end()
        if "共 4 个文件" in ended.said:  # it came to its end: the fault was never reached, or does not matter
            assert ended.code == 1 and "Traceback" not in ended.said
            assert sound(store) == expected, number
            if number > struck_at + 20 * step:
                break
            continue
        struck_at, tried = number, tried + 1
        if how == "kill":
            assert ended.killed and not ended.said.partition("新建数据库")[0], (number, ended)
        else:
            mended(ended)
        if is_there(store):
            found = sound(store)
            # All four are written in one transaction.
            assert found["revisions"] in ((start or {"revisions": {}})["revisions"], expected["revisions"]), number
            assert {*ended.answered} <= found["revisions"].keys()
        again = runs(collecting_of(store, arrivals), struck(0, how)).end()
        assert again.code == 1 and "Traceback" not in again.said, (number, again)
        assert sound(store) == expected, number
    record_property("faults", tried)
    with capsys.disabled():
        sys.stdout.write(f" {where} store: {how}, {tried} of {struck_at} writes;")
    assert struck_at > 40
