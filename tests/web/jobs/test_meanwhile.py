"""Beside a job the command line goes on; in a real browser the bar moves, and survives a reload and a sign-out."""

import subprocess
import sys
import time

import pytest
from shuangyong.web.jobs import table

from ..conftest import MINE, OTHER
from .conftest import ended, filed_by_audit, number_of, sent, verdicts, zipped_of


def test_the_command_line_collects_at_the_same_time(office, copies, tmp_path):
    """Both are given both ledgers: each is stored once, by whoever comes first."""
    for unit, name in ((MINE, "甲.xlsx"), (OTHER, "乙.xlsx")):
        (tmp_path / "来件").mkdir(exist_ok=True)
        (tmp_path / "来件" / name).write_bytes(copies[unit])
    data = zipped_of({"甲.xlsx": copies[MINE], "乙.xlsx": copies[OTHER]})
    number = number_of(sent(office.browser("officer"), ("批.zip", data)))
    command = [sys.executable, "-m", "shuangyong.cli", "collect", str(office.portal.folder), str(tmp_path / "来件")]
    beside = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert ended(office, number).state == "done"
    told = beside.communicate(timeout=300)[0].decode()
    assert beside.returncode == 0, told
    with office.store as store:
        stored = filed_by_audit(store)
        assert sum(stored.values()) == 2
        assert store.db.execute("SELECT COUNT(*) FROM revision").fetchone()[0] == 2
    assert set(verdicts(office, number).values()) <= {"accepted", "unchanged"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "size", [{}, {"viewport": {"width": 375, "height": 740}, "java_script_enabled": False}], ids=["desk", "phone"]
)
def test_an_officer_takes_ledgers_in_and_comes_back_to_the_result(window, office, copies, tmp_path, size):
    file = tmp_path / "批.zip"
    file.write_bytes(zipped_of({"甲.xlsx": copies[MINE], "乙.xlsx": copies[OTHER], "坏.xlsx": b"PK"}))
    page = window("officer", **size)
    page.get_by_role("link", name="收台账", exact=True).click()
    page.get_by_label("台账或压缩包").set_input_files(file)
    page.get_by_label("收到日期").fill("2026-01-10")
    page.get_by_role("button", name="开始收").click()
    page.wait_for_url("**/jobs/*")
    address = page.url
    page.reload()
    page.get_by_role("button", name="退出").click()
    other = window("admin", **size)
    other.goto(address)
    other.get_by_text("共 3 个文件，收下 2，没有收 1").wait_for()
    latest = time.monotonic() + 300
    with office.store as store:
        while table.open_ids(store) and time.monotonic() < latest:
            time.sleep(0.1)
    assert other.get_by_role("row").filter(has_text="坏.xlsx").get_by_text("没有收").is_visible()
    with other.expect_download() as told:
        other.get_by_role("link", name="导出 Excel").click()
    assert told.value.suggested_filename == "收台账结果.xlsx"
