"""What is remembered is never shown to others, nor after anything has changed, by whomever; and is made once."""

import asyncio
import datetime
import threading
import time

import attrs
import pytest
from shuangyong.cli import main
from shuangyong.office.acts.returning import return_submission
from shuangyong.office.acts.unlocking import unlock
from shuangyong.office.store.opening import DATABASE, open_store
from shuangyong.web import accounts, keeping, overlaps_now, routing, standing_now
from shuangyong.web.addresses import unit_address
from shuangyong.web.application import PAGES
from shuangyong.web.keeping import Kept, anybody, named
from shuangyong.web.remembering import Remembered
from starlette.responses import RedirectResponse, Response

from .conftest import MINE, NAMES, OTHER, PASSWORD, YEAR, ledger


@pytest.fixture
def counted(monkeypatch):
    """How often pages were made, by path."""
    made, before = {}, routing._made

    def making(page, portal, request, *rest):
        made[page.path] = made.get(page.path, 0) + 1
        return before(page, portal, request, *rest)

    monkeypatch.setattr(routing, "_made", making)
    return made


def test_a_kept_page_is_made_once_for_a_role(filed, counted):
    browsers = [filed.browser(login) for login in ("admin", "officer", "reader")]
    for _ in range(3):
        for browser in browsers:
            browser.get("/units")
    assert counted["/units"] == 3
    with filed.store as store:
        accounts.add(store, "测试", login="second", name="<b>另一", role="officer", password=PASSWORD)
    second = filed.browser("second")
    first = browsers[1].get("/units").text
    assert "officer某" in first
    assert second.get("/units").text == first.replace("officer某", "&lt;b&gt;另一")
    assert counted["/units"] == 4


def test_the_name_that_stands_for_all_names_is_never_shown(filed):
    for login in ("admin", "officer", "mine"):
        browser = filed.browser(login)
        for page in PAGES:
            if page.method == "GET" and "{" not in page.path:
                assert keeping._NAME_BYTES not in browser.get(page.path).content, page.path
        for path in (
            f"/units/{MINE}",
            f"/units/{MINE}?year=x",
            f"/units/{MINE}/{YEAR}/revisions/7",
            "/overview?year=x",
        ):
            answer = browser.get(path)
            assert keeping._NAME_BYTES not in answer.content, path
            assert f"{login}某" in answer.text, path


def test_a_kept_page_is_not_shown_to_who_may_not_see_it(filed):
    officer, mine, other = (filed.browser(login) for login in ("officer", "mine", "other"))
    for path in (
        f"/units/{MINE}",
        f"/units/{MINE}/{YEAR}/revisions/1",
        f"/units/{MINE}/{YEAR}/blank.xlsx",
        "/overview",
    ):
        assert officer.get(path).status_code == 200
        assert mine.get(path).status_code == (404 if path == "/overview" else 200)
        assert other.get(path).status_code == 404
    assert NAMES[OTHER] in other.get(f"/units/{unit_address(OTHER)}").text
    own = mine.get("/me").text
    assert "mine某" in own
    assert "other某" in other.get("/me").text


def test_a_page_of_a_unit_is_not_the_offices(filed):
    officers, units = (
        filed.browser("officer").get(f"/units/{MINE}").text,
        filed.browser("mine").get(f"/units/{MINE}").text,
    )
    assert "汇总</a>" in officers
    assert "汇总</a>" not in units


@pytest.mark.parametrize("how", ["return", "unlock", "roster", "collect"])
def test_what_the_command_line_does_shows_at_the_next_request(request, how, tmp_path):
    place = request.getfixturevalue("office" if how == "collect" else "filed")
    browser, folder = place.browser("officer"), place.portal.folder
    if how == "unlock":
        with open_store(folder) as store, store.transaction() as db:
            db.execute("UPDATE deadline SET lock = '2026-02-01'")
    paths = ("/units", "/deadlines", f"/units/{MINE}?year={YEAR}")
    before = {path: browser.get(path).text for path in paths}
    assert {path: browser.get(path).text for path in before} == before
    if how == "collect":
        submitted = tmp_path / "submitted"
        submitted.mkdir()
        (tmp_path / "own.xlsx").write_bytes(ledger())
        run("submit", tmp_path / "own.xlsx", "-o", submitted / "a.xlsx")
        run("collect", folder, submitted)
        shown = {"/units": "已通过", f"/units/{MINE}?year={YEAR}": "通过"}
    elif how == "roster":
        roster(tmp_path / "roster.xlsx")
        run("roster", folder, tmp_path / "roster.xlsx")
        shown = {"/units": "丙医院"}
    else:
        until = datetime.datetime.now().astimezone().date() + datetime.timedelta(9)
        with open_store(folder) as store:
            if how == "return":
                return_submission(store, f"{MINE}-{YEAR}", "请核对走访", "别人")
            else:
                unlock(store, MINE, YEAR, "别人", "补报材料", until)
        unit = f"/units/{MINE}?year={YEAR}"
        shown = {unit: "请核对走访", "/units": "退回待改"} if how == "return" else {"/deadlines": "补报材料"}
    for path, words in shown.items():
        after = browser.get(path).text
        assert after != before[path], path
        assert words in after, path


def run(*words):
    with pytest.raises(SystemExit) as end:
        main([str(word) for word in words])
    assert not end.value.code


def roster(path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["单位代码", "单位名称", "行业", "行政区划代码", "启用日期"])
    book.active.append(["H003", "丙医院", "医院", "370213", "2020-01-01"])
    book.save(path)


def test_who_is_disabled_elsewhere_is_out_at_once(filed):
    browser = filed.browser("officer")
    assert browser.get("/overview").status_code == 200
    with filed.store as store:
        accounts.set_active(store, "别人", "officer", active=False)
    assert browser.get("/overview").status_code == 303


def test_who_signs_out_is_out_at_once(filed):
    browser, twin = filed.browser("officer"), filed.browser("officer")
    assert browser.get("/overview").status_code == 200
    cookie = dict(browser.cookies)
    assert browser.post("/me/sign-out").status_code == 303
    browser.cookies.update(cookie)
    assert browser.get("/overview").status_code == 303
    assert twin.get("/overview").status_code == 200


def test_another_role_gives_another_page_at_once(filed):
    browser = filed.browser("officer")
    assert browser.get("/audit").status_code == 200
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE account SET role = 'reader' WHERE login = 'officer'")
    assert browser.get("/audit").status_code == 404


def test_the_next_day_is_another_day(filed, counted, monkeypatch):
    browser = filed.browser("officer")
    browser.get("/units")

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls):
            return datetime.date(2030, 1, 1)

    monkeypatch.setattr(keeping.datetime, "date", Tomorrow)
    assert browser.get("/units").status_code == 200
    assert counted["/units"] == 2


def test_a_store_put_in_its_place_is_another_store(filed, bare):
    browser = filed.browser("officer")
    assert NAMES[MINE] in browser.get("/units").text
    database = filed.portal.folder / DATABASE
    twin = filed.portal.folder / "twin"
    with open_store(bare) as store:
        store.db.execute("VACUUM INTO ?", (str(twin),))
    for rest in filed.portal.folder.glob(f"{DATABASE}-*"):
        rest.unlink()
    twin.replace(database)
    assert browser.get("/units").status_code == 303  # nobody is signed in there
    assert filed.portal.watch.state()[0] == 2


def test_visits_are_noted_without_a_change_to_anything_else(filed):
    browser = filed.browser("officer")
    browser.get("/overview")
    before = filed.portal.watch.state()
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE session SET seen = seen - 600")
        (long_ago,) = db.execute("SELECT MAX(seen) FROM session").fetchone()
    changed = filed.portal.watch.state()
    assert changed != before
    assert browser.get("/overview").status_code == 200
    assert filed.portal.watch.state() == changed
    with filed.store as store:
        assert store.db.execute("SELECT MAX(seen) FROM session").fetchone()[0] >= long_ago + 600


def test_a_visit_waits_for_no_other_program(filed):
    browser = filed.browser("officer")
    with filed.store as store, filed.store as writing:
        with store.transaction() as db:
            db.execute("UPDATE session SET seen = seen - 600")
        with writing.transaction():
            before = time.monotonic()
            assert browser.get("/overview").status_code == 200
            assert time.monotonic() - before < 20


def test_people_signing_in_do_not_change_how_a_year_stands(filed, monkeypatch):
    asked = []
    before = standing_now.status
    monkeypatch.setattr(standing_now, "status", lambda *given: asked.append(given) or before(*given))
    browser = filed.browser("officer")
    browser.get("/units")
    filed.browser("mine")
    browser.get("/units")
    assert len(asked) == 1
    with filed.store as store:
        return_submission(store, f"{MINE}-{YEAR}", "请核对", "别人")
    browser.get("/units")
    assert len(asked) == 2


def test_what_is_not_committed_yet_is_not_remembered(filed):
    with filed.store as store, store.transaction() as db:
        visit = routing.Visit(
            portal=filed.portal, request=None, store=store, account=None, form=routing.Form({}), unit=""
        )
        db.execute("UPDATE roster SET name = '改名'")
        assert {one.name for one in standing_now.status_of(visit, YEAR).units} == {"改名"}
        with filed.store as another:
            meanwhile = standing_now.status_of(attrs.evolve(visit, store=another), YEAR)
    assert {one.name for one in meanwhile.units} == set(NAMES.values())


def test_many_who_ask_at_once_have_it_made_once():
    remembered, made, gate = Remembered(4), [], threading.Event()

    def make():
        made.append(1)
        gate.wait(300)
        return "x"

    found = []
    threads = [threading.Thread(target=lambda: found.append(remembered.of("key", make))) for _ in range(20)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert (found, len(made)) == (["x"] * 20, 1)


def test_what_fails_is_not_remembered():
    remembered = Remembered(4)
    with pytest.raises(ZeroDivisionError):
        remembered.of("key", lambda: 1 // 0)
    assert remembered.of("key", lambda: 5) == 5


def test_the_longest_unused_goes_first_and_what_is_too_large_is_not_kept():
    remembered = Remembered(10, len)
    for key, value in (("a", "xxxx"), ("b", "xxxx"), ("a", "yyyy")):
        remembered.keep(key, value)
    remembered.get("a")
    remembered.keep("c", "xxxx")
    remembered.keep("d", "x" * 11)
    assert [remembered.get(key) for key in "abcd"] == ["yyyy", None, "xxxx", None]


def test_fifty_who_look_at_once_have_a_page_made_once():
    kept, made = Kept(), []

    async def make():
        made.append(1)
        await asyncio.sleep(0.01)
        return Response("x")

    async def look():
        return await asyncio.gather(*(kept.of("key", make) for _ in range(50)))

    assert {answer.body for answer in asyncio.run(look())} == {b"x"}
    assert len(made) == 1


@pytest.mark.parametrize(
    "answer", [Response("x", 400), RedirectResponse("/"), Response("x", headers={"Set-Cookie": "a=b"})]
)
def test_what_is_no_whole_page_is_made_again(answer):
    kept, made = Kept(), []

    async def make():
        made.append(1)
        return answer

    async def look():
        return [await kept.of("key", make) for _ in range(3)]

    asyncio.run(look())
    assert len(made) == 3


def test_a_page_that_tells_what_will_change_by_itself_is_not_kept(filed, counted, monkeypatch):
    browser, searching = filed.browser("officer"), [True]
    known = attrs.evolve(overlaps_now.Known(overlaps=None), searching=True)
    monkeypatch.setattr(overlaps_now.OverlapsNow, "of", lambda *_: attrs.evolve(known, searching=searching[0]))
    for _ in range(3):
        browser.get("/overview")
    assert counted["/overview"] == 3
    searching[0] = False
    for _ in range(3):
        browser.get("/overview")
    assert counted["/overview"] == 4


def test_nobody_can_be_told_from_anybody(filed):
    with filed.store as store:
        one, other = (accounts.find(store, login) for login in ("admin", "officer"))
    assert anybody(one) == attrs.evolve(anybody(other), role="admin")
    assert named(Response("x"), one).body == b"x"
