"""What pages load: as its makers published it, under addresses that change with it, and nothing besides."""

import gzip
import hashlib
import tomllib
from importlib.resources import files

import pytest
import shuangyong.web
from shuangyong.web.guards import POLICY
from shuangyong.web.static_files import static_address, static_files

STATIC = files(shuangyong.web) / "static"
VENDOR = STATIC / "vendor"
LIBRARIES = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))["library"]


def test_what_others_made_is_as_they_published_it():
    noted = {name: digest for library in LIBRARIES for name, digest in library["sha256"].items()}
    there = {
        f"{folder.name}/{one.name}": one for folder in VENDOR.iterdir() if folder.is_dir() for one in folder.iterdir()
    }
    assert {name: hashlib.sha256(one.read_bytes()).hexdigest() for name, one in there.items()} == noted


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library["name"])
def test_each_library_comes_with_its_licence(library):
    folder = next(iter(library["sha256"])).partition("/")[0]
    assert {"name", "package", "version", "licence", "sha256"} == library.keys()
    assert f"{folder}/LICENSE" in library["sha256"]
    (script,) = (VENDOR / name for name in library["sha256"] if name.endswith(".js"))
    assert library["version"] in script.read_text(encoding="utf-8")


def test_they_are_served_for_good_under_an_address_of_their_content(office):
    browser = office.browser()
    for name, one in static_files().items():
        answer = browser.get(static_address(name))
        assert answer.status_code == 200
        assert answer.content == one.data
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert hashlib.sha256(one.data).hexdigest()[:12] in one.address
        plain = browser.get(one.address, headers={"Accept-Encoding": "identity"})
        assert (plain.content, plain.headers.get("content-encoding")) == (one.data, None)
        assert gzip.decompress(one.small) == one.data


def test_nothing_else_is_served(office):
    browser = office.browser()
    for name in ("portal.css", "portal.000000000000.css", "vendor.toml", "LICENSE", "..%2Fguards.py", "%2e%2e/x", ""):
        answer = browser.get(f"/static/{name}")
        assert answer.status_code in (303, 404), name
        assert len(answer.content) < 100
    assert set(static_files()) == {"portal.css", "portal.js", "portal.svg", "htmx.min.js", "echarts.common.min.js"}


def test_pages_load_it_and_run_no_script_of_their_own(office):
    text = office.browser().get("/login").text
    for name in ("portal.css", "portal.js", "portal.svg", "htmx.min.js"):
        assert static_address(name) in text
    assert static_address("echarts.common.min.js") not in text  # only pages with a chart load a megabyte
    assert "unsafe" not in POLICY
    assert "script-src 'self'" in POLICY


def test_our_own_script_is_small_and_needs_no_eval():
    text = (STATIC / "portal.js").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert not [word for word in ("eval(", "new Function", "innerHTML", "http:", "https:", "confirm(") if word in text]
