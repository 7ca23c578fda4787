"""A clerk's day in a real browser: open the file, see what is wrong, mend it on disk, take away what comes of it."""

import openpyxl
import pytest
from shuangyong.web.desk.keyed import address_of
from shuangyong.web.desk.serving import desk_application

from ..conftest import MINE, NAMES, YEAR, answering, ledger, settled, watched_browser
from ..test_handing_in import wrong
from .conftest import KEY, home_of

PHONE = {"width": 375, "height": 740}


@pytest.fixture
def path(tmp_path):
    """A ledger with a mistake."""
    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger(change=wrong))
    return file


@pytest.fixture
def address(path):
    """Where the clerk's ledger is served, the key in it."""
    with answering(desk_application(home_of(path))) as server:
        yield address_of(server.config.port, KEY)


def mend(path):
    """Type a number where one is due, as the clerk does in WPS."""
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book["征兵体检"].iter_rows() for cell in row if cell.value == "若干")
    cell.value = 120
    book.save(path)


def downloaded(page, link):
    """Click on a link that gives a file, and return what it is called."""
    with page.expect_download() as found:
        link.click()
    return found.value.suggested_filename


@pytest.mark.slow
@pytest.mark.parametrize("size", [{}, {"viewport": PHONE, "java_script_enabled": False}], ids=["desk", "phone"])
def test_a_clerk_mends_a_ledger_and_takes_papers_away(address, path, size):
    home = address.partition("/open/")[0]
    with watched_browser(home) as open_window:
        page = open_window(**size)
        page.goto(address)
        page.wait_for_url(f"{home}/")
        assert NAMES[MINE] in settled(page).inner_text("h1")
        assert "1 处错误" in settled(page).get_by_role("status").inner_text()
        row = settled(page).get_by_role("row").filter(has_text="若干").first
        assert "上半年征兵体检" in row.inner_text()
        assert downloaded(page, page.get_by_role("link", name="下载标出问题的台账").first) == "台账-退改.xlsx"

        mend(path)
        page.reload()
        assert "若干" not in settled(page).inner_text("main")
        assert "没有问题" in settled(page).get_by_role("status").inner_text()

        page.get_by_role("link", name="公文", exact=True).click()
        page.get_by_role("link", name="预览工作总结").click()
        assert NAMES[MINE] in settled(page).inner_text("h1")
        assert settled(page).evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "center"
        page.go_back()
        page.get_by_label("哪个月").select_option("8")
        page.get_by_role("button", name="预览月度简报").click()
        assert "8月" in settled(page).inner_text("body")
        page.go_back()
        link = page.get_by_role("link", name="下载工作总结，Word 文档")
        assert downloaded(page, link).endswith(".docx")
        page.get_by_label("哪件事").select_option("征兵体检!5")
        assert downloaded(page, page.get_by_role("button", name="下载这件事的简报，Word 文档")).endswith(".docx")

        page.get_by_role("link", name="考评得分").click()
        assert "怎样补最省力" in settled(page).inner_text("main")
        page.get_by_text("看 2 行").first.click()
        assert downloaded(page, page.get_by_role("link", name="下载评分表，Excel")).endswith(".xlsx")

        page.get_by_role("link", name="全年日历").click()
        assert "台账里有" in settled(page).inner_text("main")
        assert downloaded(page, page.get_by_role("link", name="下载手机日历")).endswith(".ics")
        page.get_by_role("link", name="看一张纸的年历").click()
        assert f"{YEAR}年" in settled(page).inner_text("body")
        page.go_back()

        page.get_by_role("link", name="上报件").click()
        assert "联络电话" in settled(page).inner_text("main")
        assert "上报" in downloaded(page, page.get_by_role("link", name="下载上报件"))
        for name in ("计划完成", "数字出处", "佐证材料", "下年台账"):
            page.get_by_role("link", name=name, exact=True).click()
            assert NAMES[MINE] in settled(page).inner_text("h1")

        path.write_bytes(path.read_bytes()[:3000])
        page.get_by_role("link", name="考评得分").click()
        assert "现在读不了" in settled(page).get_by_role("status").inner_text()


@pytest.mark.slow
def test_a_page_from_elsewhere_leads_in_only_with_the_whole_address(address, tmp_path):
    """As the file does by which the browser is opened: what leads here is another site, and no cookie goes along."""
    home = address.partition("/open/")[0]
    leading = tmp_path / "打开.html"
    leading.write_text(
        f'<meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}">', encoding="utf-8"
    )
    with watched_browser(("file://", home)) as open_window:
        page = open_window()
        page.goto(leading.as_uri())
        page.wait_for_url(f"{home}/")
        assert NAMES[MINE] in settled(page).inner_text("h1")
