"""Every page, every role, every unit: nobody sees what is another's, and cannot tell it from what is not there."""

import re

import pytest
from shuangyong.web.accounts import ROLES
from shuangyong.web.addresses import unit_address, unit_of
from shuangyong.web.application import PAGES
from shuangyong.web.permissions import OF_UNIT, RIGHTS, Right, may
from starlette.routing import Route

from .conftest import MINE, NAMES, OTHER, PASSWORD, YEAR

NOWHERE = "H999"
#: What fills the other parts of addresses.
PARTS = {
    "year": str(YEAR),
    "number": "1",
    "job": "1",
    "page": "hospital.recruit_exam",
    "overlap": "0123456789",
    "kind": "table",
    "form": "md",
    "paper": "xlsx",
    "calendar": "ics",
    "token": "x" * 32,
    "rest": "no/such",
}
#: What a form needs so that it could do harm.
FIELDS = {
    "revision": "1",
    "because": "理由",
    "login": "other",
    "password": PASSWORD + "2",
    "again": PASSWORD + "2",
    "year": str(YEAR),
    "pick-1": "1",
    "whom": "all",
    "seen": "0",
}
#: By role, whom the portal lets do what: written out here, apart from the code that decides it.
ALLOWED = {
    "admin": {
        "SELF",
        "SEE_UNIT",
        "SEE_OFFICE",
        "RETURN",
        "REVIEW",
        "MANAGE",
        "COLLECT",
        "JOBS",
        "DECIDE",
        "PUBLISH",
        "SEE_AUDIT",
        "ACCOUNTS",
    },
    "officer": {
        "SELF",
        "SEE_UNIT",
        "SEE_OFFICE",
        "RETURN",
        "REVIEW",
        "MANAGE",
        "COLLECT",
        "JOBS",
        "DECIDE",
        "PUBLISH",
        "SEE_AUDIT",
    },
    "reader": {"SELF", "SEE_UNIT", "SEE_OFFICE"},
    "unit": {"SELF", "SEE_UNIT", "SUBMIT"},
}
#: What may answer that something is lacking in the form.
MAY_LACK = (
    "hand_in",
    "add",
    "collect",
    "proofread_text",
    "read_text",
    "accept_one",  # an earlier page has accepted it meanwhile
    "send_back_seen",
    "set_days",
    "give_leave",
    "change",
    "close",
    "look_before",
    "take",
    "upload",
    "choose_for_year",
    "add_many",
    "reset_password",  # of an account that somebody has given a password since
    "renew_many",
    "give_another",
    "publish",
    "forward",
    "pick_overlap",
)
#: What the address names after its question mark is not there without it.
MAY_BE_NOWHERE = (
    "_nothing",
    "overlap_page",
    "decide_overlap",
    "place_page",
    "standard_page",
    "standard_file",
    "office_page",
    "office_workbook",
)
HARMLESS = [page for page in PAGES if not page.path.startswith("/me/")]


def address(page, unit):
    """Return a page's address about a unit."""
    parts = PARTS | {"unit": unit_address(unit)}
    return re.sub(r"{(\w+)(?::\w+)?}", lambda match: parts[match[1]], page.path)


def asked(browser, page, unit=MINE):
    """Ask for a page, and return the answer."""
    if page.method == "GET":
        return browser.get(address(page, unit))
    return browser.post(address(page, unit), data=FIELDS)


def test_every_route_but_the_sign_in_and_what_pages_load_is_a_page(office):
    browser = office.browser()
    routes = {route.path for route in browser.app.routes if isinstance(route, Route)}
    assert routes == {page.path for page in PAGES} | {"/login", "/static/{name}"}
    assert len(browser.app.routes) == len(PAGES) + 2


def test_rights_are_as_written_down():
    assert {role: {right.name for right in rights} for role, rights in RIGHTS.items()} == ALLOWED
    assert set(RIGHTS) == set(ROLES)


def test_a_page_about_a_unit_needs_a_right_about_units():
    assert all(("{unit}" in page.path) == (page.right in OF_UNIT) for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
def test_who_is_not_signed_in_is_sent_to_sign_in(filed, page):
    answer = asked(filed.browser(), page)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")
    assert not answer.text


@pytest.mark.parametrize("page", [page for page in PAGES if "{unit}" in page.path], ids=lambda page: page.path)
def test_another_units_pages_are_as_if_not_there(filed, page):
    browser = filed.browser("mine")
    others, nobodys = asked(browser, page, OTHER), asked(browser, page, NOWHERE)
    for answer, unit in ((others, OTHER), (nobodys, NOWHERE)):
        assert answer.status_code == 404
        assert NAMES[OTHER] not in answer.text
        assert unit not in answer.text
    assert others.content == nobodys.content
    assert {*others.headers.items()} == {*nobodys.headers.items()}
    with filed.store as store:
        states = store.db.execute("SELECT DISTINCT state FROM revision").fetchall()
    assert [*map(tuple, states)] == [("accepted",)]


@pytest.mark.parametrize("login", ["admin", "officer", "reader", "mine"])
def test_each_page_opens_for_those_with_its_right_and_is_not_there_for_others(filed, login):
    browser = filed.browser(login)
    allowed = ALLOWED["unit" if login == "mine" else login]
    for page in sorted(HARMLESS, key=lambda page: page.method):  # looked at before a POST returns the ledger
        status = asked(browser, page).status_code
        if page.right.name not in allowed or "{token}" in page.path:  # nobody has been given such a token
            assert status == 404, page
        elif page.answer.__name__ not in MAY_BE_NOWHERE:
            # Forms that lack something, or name a login that is taken, are told so.
            assert status in (200, 303) or (status == 400 and page.answer.__name__ in MAY_LACK), (
                page,
                status,
            )


def test_no_page_of_a_units_officer_tells_of_another_unit(filed):
    browser = filed.browser("mine")
    told = "".join(asked(browser, page).text for page in HARMLESS)
    assert NAMES[MINE] in told
    assert NAMES[OTHER] not in told
    assert OTHER not in told


def test_a_result_is_only_its_senders(filed):
    from shuangyong.web.results import Result

    results = filed.portal.results
    token = results.keep(Result(account=4, unit=MINE, file="a.xlsx", verdict="rejected", marked=b"x"))
    assert results.get(token, 4, MINE)
    assert results.get(token, 5, MINE) is None
    assert results.get(token, 4, OTHER) is None


def test_a_right_about_units_is_nothing_without_a_unit(filed):
    from shuangyong.web.accounts import find

    with filed.store as store:
        admin, mine = find(store, "admin"), find(store, "mine")
    assert not may(admin, Right.SEE_UNIT)
    assert not may(mine, Right.SEE_UNIT, "")
    assert may(mine, Right.SEE_UNIT, MINE)


@pytest.mark.parametrize("code", ["H001", "H/002", "a b", "~2F", "..", "甲-1", "%2F", "a?b#c"])
def test_any_code_has_one_address(code):
    from urllib.parse import unquote

    part = unquote(unit_address(code))
    assert "/" not in part
    assert unit_of(part) == code


@pytest.mark.parametrize("part", ["H%002", "~zz", "H~30", "~FF"])
def test_other_spellings_of_an_address_are_none(part):
    assert unit_of(part) in ("", part) and (unit_of(part) == "" or unit_address(part) == part)
