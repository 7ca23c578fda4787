"""Take the pictures of the portal that the manuals show: ``python docs/pictures.py [NAME …]``, by hand.

An invented county is made, its portal is opened on this machine, and Chromium looks at it as a unit's clerk and as an
officer of the office. The pictures are small PNGs with a palette. Look at each before it is committed.
"""

import contextlib
import datetime
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import attrs
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from shuangyong.office.store.opening import open_store
from shuangyong.web import accounts

TARGET = Path(__file__).with_name("pictures")

#: The county: as many units, the year that its ledgers are of, and all its people's password, for a minute.
UNITS, YEAR = 40, 2025
PASSWORD = "only for pictures"  # noqa: S105

#: Pixels of CSS of a page as most screens show it; pictures are as wide.
WIDTH = 1100
COLOURS = 128

_MARKED = "-退改.xlsx"
_SOUND = """SELECT unit FROM roster JOIN submission USING (unit)
            WHERE sector = 'hospital' AND year = ? AND counted IS NOT NULL ORDER BY unit DESC"""


@attrs.frozen
class County:
    """The invented county: where its portal answers, a unit whose ledger counts, and one whose ledger is wrong."""

    address: str
    sound: str
    wrong: str
    wrong_ledger: Path

    def of(self, unit: str, rest: str = "") -> str:
        """Return the address of a unit's page."""
        return f"/units/{quote(unit, safe='')}{rest}"


@attrs.frozen
class Picture:
    """A picture: its name, who looks, what is done before it is taken, and how many pixels of the page it shows."""

    name: str
    login: str
    go: Callable[[Page, County], None]
    height: int


def _own_page(page: Page, county: County) -> None:
    page.goto(f"{county.address}{county.of(county.wrong)}?year={YEAR}")


def _result(page: Page, county: County) -> None:
    _own_page(page, county)
    page.get_by_label("填好的台账").set_input_files(county.wrong_ledger)
    page.get_by_role("button", name="检查并报送").click()
    page.wait_for_url("**/results/*", timeout=120_000)
    page.get_by_role("link", name="下载标出问题的台账").wait_for(timeout=120_000)


def _summary(page: Page, county: County) -> None:
    page.goto(f"{county.address}{county.of(county.sound)}/{YEAR}/documents")
    page.get_by_role("link", name="预览工作总结").click()


def _score(page: Page, county: County) -> None:
    page.goto(f"{county.address}{county.of(county.sound)}/{YEAR}/score")


def _overview(page: Page, county: County) -> None:
    page.goto(f"{county.address}/overview?year={YEAR}")


def _review(page: Page, county: County) -> None:
    page.goto(f"{county.address}/review?year={YEAR}")


def _overlap(page: Page, county: County) -> None:
    page.goto(f"{county.address}/overlaps?year={YEAR}")
    page.locator(f'main a[href*="/overlaps/{YEAR}/"]').first.click()


def _explorer(page: Page, county: County) -> None:
    page.goto(f"{county.address}/explore?year={YEAR}")
    page.evaluate("document.querySelector('main table').closest('section').scrollIntoView()")


PICTURES = (
    # Cut above the form: the buttons of files are Chromium's, in its own language.
    Picture("unit", "mender", _own_page, 500),
    Picture("problems", "mender", _result, 640),
    Picture("summary", "clerk", _summary, 760),
    Picture("score", "clerk", _score, 760),
    Picture("overview", "officer", _overview, 760),
    Picture("review", "officer", _review, 620),
    Picture("overlap", "officer", _overlap, 1080),
    Picture("explorer", "officer", _explorer, 900),
)


def main(names: list[str]) -> None:
    """Take the pictures of some names, or all."""
    TARGET.mkdir(exist_ok=True)
    with _county() as county, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            page = chromium.new_page(viewport={"width": WIDTH, "height": picture.height}, locale="zh-CN")
            page.goto(f"{county.address}/login")
            page.get_by_label("登录名").fill(picture.login)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(lambda url: "/login" not in url)
            picture.go(page, county)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(1500)  # charts draw themselves in a second
            size = _write(page.screenshot(), TARGET / f"{picture.name}.png")
            print(f"{picture.name}.png\t{size} bytes")  # noqa: T201
            page.close()
        chromium.close()


def _write(data: bytes, path: Path) -> int:
    """Write a picture with a palette; return its size in bytes."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


@contextlib.contextmanager
def _county() -> Iterator[County]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "county"
        _shuangyong("demo", str(place), "--units", str(UNITS), "--year", str(YEAR))
        store = place / "数据库"
        marked = min((place / "退回件").glob(f"*{_MARKED}"))
        name = marked.name.removesuffix(_MARKED)
        sent = max((place / "台账").rglob(f"{name}.xlsx"))
        sound, wrong = _people(store, name.removesuffix(f"-{YEAR}"))
        # The year is over and locked; who mends may hand in once more.
        until = datetime.date.today() + datetime.timedelta(days=30)  # noqa: DTZ011  the portal's own day
        because = ("--because", "台账有错误，改好补报", "--by", "王干事")
        _shuangyong("unlock", str(store), wrong, "--year", str(YEAR), "--until", str(until), *because)
        with _portal(store) as address:
            yield County(address, sound, wrong, sent)


def _people(folder: Path, mender: str) -> tuple[str, str]:
    """Give an officer and the clerks of two units an account; return the units' codes.

    Args:
        folder: The store's.
        mender: The name of a unit whose ledger is wrong; the other is a hospital whose ledger counts.
    """
    with open_store(folder) as store:
        find = "SELECT unit FROM roster WHERE name = ?"
        (wrong,) = store.db.execute(find, (mender,)).fetchone()
        (sound,) = store.db.execute(_SOUND, (YEAR,)).fetchone()
        people = {"officer": ("王干事", "officer", None), "clerk": ("李联络员", "unit", sound)}
        people["mender"] = ("赵联络员", "unit", wrong)
        people["admin"] = ("刘主任", "admin", None)  # without whom no portal opens
        for login, (name, role, unit) in people.items():
            accounts.add(store, "示例", login=login, name=name, role=role, unit=unit, password=PASSWORD)
    return sound, wrong


@contextlib.contextmanager
def _portal(store: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [_program(), "serve", str(store), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/login").close()  # noqa: S310
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


def _shuangyong(*words: str) -> None:
    subprocess.run([_program(), *words], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _program() -> str:
    return os.fspath(Path(sys.executable).with_name("shuangyong"))


if __name__ == "__main__":
    main(sys.argv[1:])
