"""An officer's day in a real browser: a ledger looked over, an overlap decided, the year published."""

import pytest

from .conftest import MINE, NAMES, YEAR, settled

pytestmark = pytest.mark.slow


@pytest.fixture
def office(filed):
    """The portal of an office that has received the same activities from two units."""
    return filed


def test_an_officer_looks_over_decides_and_publishes(window, address):
    page = window("officer", viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/review?year={YEAR}")
    page.get_by_role("link", name=NAMES[MINE]).first.click()
    page.get_by_role("button", name="审核通过").click()
    page.goto(f"{address}/review?year={YEAR}")
    assert "共 1 份" in settled(page).inner_text("main")

    page.get_by_role("link", name="汇总", exact=True).click()
    page.get_by_role("link", name="重复", exact=True).click()
    page.wait_for_selector("text=从第一对开始裁定")
    page.get_by_text("从第一对开始裁定").click()
    page.get_by_role("heading", name="是不是同一个活动？").wait_for()
    page.get_by_role("radio", name="同一活动").check()
    page.get_by_label("理由").fill("两家电话核实，是同一次活动")
    page.get_by_role("button", name="裁定").click()
    assert "上一对已裁定" in settled(page).get_by_role("status").inner_text()

    page.get_by_role("link", name="发布", exact=True).click()
    page.get_by_role("button", name="出汇总").click()
    file = page.get_by_role("link", name="下载").first
    file.wait_for()
    with page.expect_download() as taken:
        file.click()
    assert taken.value.path().stat().st_size > 1_000
    page.goto(f"{address}/audit")
    journal = settled(page).inner_text("main")
    assert all(act in journal for act in ("审核", "裁定", "出汇总"))
