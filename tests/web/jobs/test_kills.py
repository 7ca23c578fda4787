"""A server and its jobs are killed at random moments: what was sent is told once and stored once."""

import random
import shutil
import socket
import sys

import pytest
from shuangyong.office.store.opening import open_store

from ..conftest import MINE, OTHER
from .conftest import spoiled, zipped_of
from .killing import accounted, round_of_kills

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc"),
]


@pytest.mark.parametrize("seed", range(3))
def test_every_file_is_accounted_for_once(bare, copies, tmp_path, seed):
    folder = tmp_path / "store"
    shutil.copytree(bare, folder)
    data = zipped_of({"甲.xlsx": copies[MINE], "乙.xlsx": spoiled(copies[OTHER]), "坏.xlsx": b"PK no"})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found, killed = round_of_kills(folder, data, port, 3, random.Random(seed), spread=1.0)
    assert killed.total() == 3 or found.state == "done"
    expected = {"批.zip/甲.xlsx": "accepted", "批.zip/乙.xlsx": "returned", "批.zip/坏.xlsx": "rejected"}
    accounted(folder, found.id, expected)
    with open_store(folder) as store:
        assert store.db.execute("SELECT COUNT(*) FROM job").fetchone()[0] == 1
