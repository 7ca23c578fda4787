"""For the portal's tests: two units of an office, an account of each role, and browsers that are signed in."""

import contextlib
import functools
import io
import os
import shutil
import socket
import sys
import threading
import time
from pathlib import Path

import attrs
import openpyxl
import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright
from shuangyong.catalog import installed
from shuangyong.cli import main
from shuangyong.office.intake.collecting import collect
from shuangyong.office.intake.source import Source
from shuangyong.office.store.opening import open_store
from shuangyong.web import accounts, examining, passwords
from shuangyong.web.application import application
from shuangyong.web.jobs import table as jobs
from shuangyong.web.jobs.folders import made, new_folder, sent
from shuangyong.web.jobs.kinds import Made, Outcome
from shuangyong.web.portal import Portal
from shuangyong.web.serving import server_of
from shuangyong.workbook.making import of_unit
from shuangyong.workbook.reading import read_ledger_bytes
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy
from shuangyong.workbook.writing import ledger_bytes
from starlette.testclient import TestClient

PASSWORD = "correct horse staple"
ORIGIN = "http://127.0.0.1:8080"
MINE, OTHER = "H001", "H/002"
NAMES = {MINE: "甲医院", OTHER: "乙医院"}
#: A telephone number and a name that only the unit itself may keep.
PRIVATE = "13905320001"
YEAR = 2025
#: How long a browser waits for a page or a part of it, in milliseconds: a machine may be busy with other things.
PATIENCE = 120_000
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ROLES = {"admin": None, "officer": None, "reader": None, "mine": MINE, "other": OTHER}


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """A hash that takes no time: these tests sign in hundreds of times."""
    monkeypatch.setattr(passwords, "HASHER", QUICK)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Uploads are waited for to their end, however busy this machine is."""
    monkeypatch.setattr(examining, "PATIENCE", 300.0)


@attrs.frozen
class Office:
    """An office with its portal."""

    portal: Portal

    @property
    def store(self):
        """Its store, opened anew."""
        return open_store(self.portal.folder)

    def browser(self, login="", address="192.168.1.20", portal=None, **headers):
        """Return a browser on the office's network, signed in where a login is given."""
        app = application(portal or self.portal)
        browser = TestClient(
            app, base_url=ORIGIN, headers={"Origin": ORIGIN, **headers}, client=(address, 4000), follow_redirects=False
        )
        if login:
            answer = browser.post("/login", data={"login": login, "password": PASSWORD})
            assert answer.status_code == 303, answer.text
        return browser

    def audited(self, action):
        """Return the subjects of an action, in order."""
        with self.store as store:
            return [row[0] for row in store.db.execute("SELECT subject FROM audit WHERE action = ?", (action,))]


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """The folder of an office that expects two hospitals' ledgers, with an account of each role."""
    folder = tmp_path_factory.mktemp("bare") / "store"
    with pytest.MonkeyPatch.context() as patch, open_store(folder, create=True) as store:
        patch.setattr(passwords, "HASHER", QUICK)
        with store.transaction() as db:
            for unit, name in NAMES.items():
                row = (unit, name, "hospital", "370213", None, "2020-01-01", None)
                db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
                db.execute("INSERT INTO deadline VALUES (?, ?, '2026-01-15', NULL)", (unit, YEAR))
        for login, unit in ROLES.items():
            role = "unit" if unit else login
            accounts.add(store, "测试", login=login, name=f"{login}某", role=role, unit=unit, password=PASSWORD)
    return folder


@pytest.fixture(scope="session")
def full(bare, tmp_path_factory):
    """The same office, which has taken in a ledger of each unit, as its command line does."""
    folder = tmp_path_factory.mktemp("full") / "store"
    shutil.copytree(bare, folder)
    with open_store(folder) as store:
        for unit in NAMES:
            own = read_ledger_bytes(ledger(unit), "a.xlsx", installed()).ledger
            copy = submitted_copy(installed(), own, own.sha256)
            (entry,) = collect(store, installed(), [Source(label="a.xlsx", data=copy)]).entries
            assert entry.verdict == "accepted", entry
        ended_job(store)
    return folder


def ended_job(store):
    """Have a job in a store that took a file in and made one."""
    folder = new_folder(store.folder)
    with store.transaction():
        given = {"fields": {}, "files": [["a.zip", "0.zip"]]}
        number = jobs.add(store, "collect", 1, "管理员某（admin）", folder.name, given)
    made(folder, 1).parent.mkdir()
    made(folder, 1).write_bytes(b"PK")
    report = {"dry_run": False, "entries": [], "skipped": ["a.zip/说明.txt"]}
    outcome = Outcome(words="没有台账。", report=report, files=(Made(name="退改件.zip", data=b"PK"),))
    assert jobs.finish(store, jobs.begin(store, number), outcome)


def opened(folder, tmp_path):
    """Return a copy of an office; what a server of it clears meanwhile stays behind."""
    shutil.copytree(folder, tmp_path / "store", ignore=shutil.ignore_patterns(sent(Path()).name))
    return Office(Portal(folder=tmp_path / "store", catalog=installed()))


@pytest.fixture
def office(bare, tmp_path):
    """An office that has received nothing yet."""
    return opened(bare, tmp_path)


@pytest.fixture
def filed(full, tmp_path):
    """An office that has received a ledger of each unit."""
    return opened(full, tmp_path)


@functools.cache
def ledger(unit=MINE, change=None):
    """Return a sound ledger of a unit with a telephone number in it, changed as asked."""
    made = of_unit(sample_ledger(installed(), "hospital", YEAR), name=NAMES[unit], code=unit, region="370213")
    made = attrs.evolve(made, unit=attrs.evolve(made.unit, phone=PRIVATE))
    book = openpyxl.load_workbook(io.BytesIO(ledger_bytes(installed(), made)))
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command with what is typed into it; return its exit code, its answer and what it says besides."""

    def running(*words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with contextlib.suppress(SystemExit), pytest.raises(SystemExit) as end:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return end.value.code, said.out, said.err

    return running


def chromium():
    """Return where Chromium is; without it, CI fails and other machines skip."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("needs chromium, which is not installed")


@contextlib.contextmanager
def answering(app):
    """Yield a server as ``serve`` has it, which answers at a port that nobody else can have taken meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = server_of(app, host="127.0.0.1", port=listener.getsockname()[1])
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield server
        server.should_exit = True
        thread.join()


@pytest.fixture
def address(office):
    """Where the office's portal answers."""
    with answering(application(office.portal)) as server:
        yield f"http://127.0.0.1:{server.config.port}"


@contextlib.contextmanager
def watched_browser(address):
    """Yield what opens windows; afterwards no page may have complained, asked elsewhere, or been too wide."""
    pages, said, asked, seen, wide = [], [], [], [], []
    with sync_playwright() as playwright:
        # As root, as in most containers, Chromium refuses to run in a sandbox.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])

        def hear(message):
            # The browser also informs: that it left the cursor with a person who typed before the page was drawn.
            # And htmx tells of requests that were called off, since something else was asked meanwhile.
            called_off = message.text.startswith(("htmx:sendAbort,", "htmx:afterRequest,"))
            if message.type in ("warning", "error") and not called_off:
                said.append(message.text)

        def look(page):
            # Evaluated from outside, which works in a page that may run no script. Whoever is quick has left the page
            # before the answer is there; an error raised here would leave others waiting who listen for its loading.
            with contextlib.suppress(BrowserError):
                too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
                (wide if too_wide else seen).append(page.url)

        def open_window(**settings):
            page = browser.new_context(locale="zh-CN", **settings).new_page()
            page.set_default_timeout(PATIENCE)
            pages.append(page)
            page.on("console", hear)
            page.on("pageerror", lambda fault: said.append(str(fault)))
            page.on("request", lambda request: asked.append(request.url))
            page.on("load", look)
            return page

        yield open_window
        for page in pages:
            page.wait_for_load_state()
            look(page)
        browser.close()
    assert not said
    assert not wide
    assert seen
    assert asked
    assert not [url for url in asked if not url.startswith(address)]


def settled(page):
    """Return a page once it is there to its end: a click leads on as soon as the next page begins."""
    page.wait_for_load_state()
    return page


@pytest.fixture
def window(address):
    """Open browser windows in which somebody is signed in."""
    with watched_browser(address) as open_window:

        def open_signed_in(login, **settings):
            page = open_window(**settings)
            page.goto(address)
            page.keyboard.press("Tab")  # the link that skips to the text
            page.get_by_label("登录名").fill(login)
            page.get_by_label("密码").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "/login" not in url)
            return page

        yield open_signed_in
