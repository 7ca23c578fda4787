"""The navigation: three parts, the tabs of the one that one is in, and only what the person may open."""

import re

import pytest
from shuangyong.web.application import PAGES
from shuangyong.web.navigation import Tab, navigation
from shuangyong.web.permissions import RIGHTS, Right

TABS = [
    Tab("/overview", "总览", "报送", Right.SEE_OFFICE),
    Tab("/units", "单位", "报送", Right.SEE_OFFICE),
    Tab("/explore", "汇总查询", "汇总", Right.SEE_OFFICE),
]


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/units", "单位"),
        ("/units/H001/2025/score", "单位"),
        ("/unitsx", None),
        ("/explore/trend", "汇总查询"),
        ("/me", None),
    ],
)
def test_an_address_stands_below_its_tab(path, here):
    found = navigation(TABS, path)
    assert (found.here.label if found.here else None) == here
    assert found.parts == (("报送", "/overview"), ("汇总", "/explore"))
    assert {tab.part for tab in found.tabs} == ({found.here.part} if here else set())


@pytest.mark.parametrize(("year", "query"), [("2024", "?year=2024"), ("", ""), ("二〇", ""), ('2024"><b>', "")])
def test_the_chosen_year_is_kept(year, query):
    assert navigation(TABS, "/units", year).query == query


def test_the_chosen_year_goes_from_page_to_page(filed):
    browser = filed.browser("officer")
    for address in ("/overview?year=2024", "/units/H001?year=2024", "/units/H001/2025/review"):
        head = browser.get(address).text.partition("</header>")[0]
        assert re.search('href="/units[?]year=202[45]"', head), address
    assert browser.get("/?year=2024").headers["location"] == "/overview?year=2024"
    offered = re.findall(r'<a href="(/[a-z]+[?]year=2024)"', browser.get("/units?year=2024").text)
    assert len(offered) > 3
    assert {browser.get(address).status_code for address in offered} == {200}


def test_a_year_without_figures_says_so_on_the_explorer(filed):
    text = filed.browser("officer").get("/explore?year=2024").text
    assert "2024 年还没有通过的台账" in text
    assert 'href="/explore?year=2025"' in text


def test_each_page_with_a_tab_stands_in_a_part_and_is_looked_at():
    named = [page for page in PAGES if page.tab or page.part]
    assert named
    assert all(page.tab and page.part and page.method == "GET" and "{" not in page.path for page in named)


@pytest.mark.parametrize("login", ["admin", "officer", "reader", "mine"])
def test_only_what_one_may_open_is_offered(filed, login):
    browser = filed.browser(login)
    rights = RIGHTS["unit" if login == "mine" else login]
    offered = {page.path for page in PAGES if page.part and page.right in rights}
    seen = set()
    for path in sorted({re.sub("/[^/]*$", "", one) or one for one in offered}) or ["/units/H001"]:
        text = browser.get(path).text
        seen |= set(re.findall(r'<a href="(/[a-z]+)"', text.partition("</header>")[0])) - {"/me"}
    assert seen <= offered
    parts = {page.part for page in PAGES if page.path in offered}
    assert len(seen) >= len(parts)
