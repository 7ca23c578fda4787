"""A unit's and an office's day in a real browser: a ledger goes in, back, and in again; nothing is asked elsewhere."""

import os
import shutil
import socket
import threading
import time

import pytest
import uvicorn
from playwright.sync_api import sync_playwright
from shuangyong.web.application import application

from .conftest import MINE, PASSWORD, YEAR, ledger
from .test_handing_in import wrong

PHONE = {"width": 375, "height": 740}


def chromium():
    """Return where Chromium is; without it, CI fails and other machines skip."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("needs chromium, which is not installed")


@pytest.fixture
def address(office):
    """Where the office's portal answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(application(office.portal), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    latest = time.monotonic() + 20
    while not server.started and time.monotonic() < latest:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def window(address):
    """Open browser windows; afterwards no page may have complained, asked elsewhere, or been too wide."""
    said, asked, wide = [], [], []
    with sync_playwright() as playwright:
        # As root, as in most containers, Chromium refuses to run in a sandbox.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])

        def look(page):
            # Evaluated from outside, which works in a page that may run no script.
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append(page.url)

        def open_window(login, **settings):
            page = browser.new_context(locale="zh-CN", **settings).new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda fault: said.append(str(fault)))
            page.on("request", lambda request: asked.append(request.url))
            page.on("load", look)
            page.goto(address)
            page.keyboard.press("Tab")  # the link that skips to the text
            page.get_by_label("登录名").fill(login)
            page.get_by_label("密码").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "/login" not in url)
            return page

        yield open_window
        browser.close()
    assert not said
    assert not wide
    assert asked
    assert not [url for url in asked if not url.startswith(address)]


def hand_in(page, tmp_path, data):
    """Choose a file, send it, and wait for what became of it."""
    file = tmp_path / "台账.xlsx"
    file.write_bytes(data)
    page.get_by_label("填好的台账").set_input_files(file)
    page.get_by_role("button", name="检查并报送").click()
    page.wait_for_url("**/results/*")
    return page.get_by_role("status").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize("size", [{}, {"viewport": PHONE, "java_script_enabled": False}], ids=["desk", "phone"])
def test_a_ledger_goes_in_and_back_and_in_again(window, tmp_path, size):
    unit, officer = window("mine", **size), window("officer", **size)
    unit.get_by_label("年度").select_option(str(YEAR))
    unit.get_by_role("button", name="看这一年").click()
    assert "逾期未报" in unit.inner_text("main")
    with unit.expect_download() as blank:
        unit.get_by_role("link", name="空白台账").click()
    assert blank.value.suggested_filename == f"甲医院{YEAR}年双拥工作台账.xlsx"

    assert "没有收下" in hand_in(unit, tmp_path, ledger(change=wrong))
    row = unit.get_by_role("row").filter(has_text="若干").first
    assert "征兵体检" in row.inner_text()
    with unit.expect_download() as marked:
        unit.get_by_role("link", name="下载标出问题的台账").click()
    assert marked.value.suggested_filename == "台账-退改.xlsx"
    unit.get_by_role("link", name="回到本单位").click()

    assert "已收下" in hand_in(unit, tmp_path, ledger())
    unit.get_by_role("link", name="回到本单位").click()
    unit.get_by_role("link", name="预览工作总结").click()
    assert "甲医院" in unit.inner_text("h1")
    assert unit.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "center"
    unit.go_back()

    officer.get_by_role("link", name="单位", exact=True).click()
    officer.get_by_label("名称、代码或地区").fill("甲")
    officer.get_by_role("button", name="查找").click()
    officer.get_by_role("link", name="甲医院").click()
    officer.get_by_label("退回的原因").fill("走访慰问缺照片")
    officer.get_by_role("button", name="退回", exact=True).click()
    assert "退回待改" in officer.inner_text("main")
    unit.reload()
    assert "走访慰问缺照片" in unit.inner_text("main")
    unit.get_by_role("button", name="退出").click()
    unit.goto(unit.url.replace("/login", f"/units/{MINE}"))
    assert "/login" in unit.url
