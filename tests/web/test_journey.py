"""A unit's and an office's day in a real browser: a ledger goes in, back, and in again; nothing is asked elsewhere."""

import pytest

from .conftest import MINE, YEAR, ledger, settled
from .test_handing_in import wrong

PHONE = {"width": 375, "height": 740}


def hand_in(page, tmp_path, data):
    """Choose a file, send it, and wait for what became of it."""
    file = tmp_path / "台账.xlsx"
    file.write_bytes(data)
    page.get_by_label("填好的台账").set_input_files(file)
    page.get_by_role("button", name="检查并报送").click()
    page.wait_for_url("**/results/*")
    return settled(page).get_by_role("status").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize("size", [{}, {"viewport": PHONE, "java_script_enabled": False}], ids=["desk", "phone"])
def test_a_ledger_goes_in_and_back_and_in_again(window, tmp_path, size):
    unit, officer = window("mine", **size), window("officer", **size)
    unit.get_by_label("年度").select_option(str(YEAR))
    unit.get_by_role("button", name="看这一年").click()
    assert "逾期未报" in settled(unit).inner_text("main")
    with unit.expect_download() as blank:
        unit.get_by_role("link", name="空白台账").click()
    assert blank.value.suggested_filename == f"甲医院{YEAR}年双拥工作台账.xlsx"

    assert "没有收下" in hand_in(unit, tmp_path, ledger(change=wrong))
    row = settled(unit).get_by_role("row").filter(has_text="若干").first
    assert "征兵体检" in row.inner_text()
    with unit.expect_download() as marked:
        unit.get_by_role("link", name="下载标出问题的台账").click()
    assert marked.value.suggested_filename == "台账-退改.xlsx"
    unit.get_by_role("link", name="回到本单位").click()

    assert "已收下" in hand_in(unit, tmp_path, ledger())
    unit.get_by_role("link", name="回到本单位").click()
    unit.get_by_role("link", name="公文", exact=True).click()
    unit.get_by_role("link", name="预览工作总结").click()
    assert "甲医院" in settled(unit).inner_text("h1")
    assert settled(unit).evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "center"
    unit.go_back()
    unit.get_by_role("link", name="本单位", exact=True).first.click()

    officer.get_by_role("link", name="单位", exact=True).click()
    officer.get_by_label("名称、代码或地区").fill("甲")
    officer.get_by_role("button", name="查找").click()
    officer.get_by_role("link", name="甲医院").click()
    officer.get_by_label("退回的原因").fill("走访慰问缺照片")
    officer.get_by_role("button", name="退回", exact=True).click()
    assert "退回待改" in settled(officer).inner_text("main")
    unit.reload()
    assert "走访慰问缺照片" in settled(unit).inner_text("main")
    unit.get_by_role("button", name="退出").click()
    unit.goto(unit.url.replace("/login", f"/units/{MINE}"))
    assert "/login" in unit.url
