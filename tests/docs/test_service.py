"""What the installation manual has a proxy let through is what the portal takes, and no less."""

import re
from pathlib import Path

from shuangyong.web.bodies import BULK
from shuangyong.web.routing import Page
from shuangyong.web.unit_pages import PAGES

MANUAL = (Path(__file__).parents[2] / "docs" / "网页服务.md").read_text(encoding="utf-8")


def limits():
    """Return how much nginx lets through, in bytes: for all pages, and for taking in what came by mail."""
    return [int(one) * 2**20 for one in re.findall(r"client_max_body_size\s+(\d+)m;", MANUAL)]


def test_nginx_lets_through_what_a_unit_may_send_and_more_so_that_the_portal_refuses_in_its_own_words():
    largest = max(page.limit for page in PAGES if isinstance(page, Page))
    general, bulk = limits()
    assert general > largest
    assert bulk > BULK


def test_every_location_tells_the_portal_who_asks_and_how():
    locations = re.findall(r"location .*?\n    \}", MANUAL, re.S)
    assert len(locations) == 2
    for one in locations:
        found = re.findall(r"proxy_set_header\s+(\S+)\s+(\S+);", one)
        assert found == [("Host", "$http_host"), ("X-Forwarded-For", "$remote_addr"), ("X-Forwarded-Proto", "$scheme")]
