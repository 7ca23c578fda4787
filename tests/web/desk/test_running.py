"""``shuangyong serve LEDGER.xlsx``: what it takes and refuses, where it listens, and how the browser is led in."""

import re
import signal
import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.web.desk.running import browser_led_to, display_is_plausible, listening

from ..conftest import MINE, NAMES, ledger

ADDRESS = "http://127.0.0.1:8080/open/secret"


@pytest.fixture
def path(tmp_path):
    """A ledger file."""
    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger())
    return file


@pytest.mark.parametrize("name", ["总结.docx", "汇总.pdf", "台账.csv", "台账"])
def test_what_is_neither_store_nor_ledger_is_refused(run, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(b"x")
    code, _, err = run("serve", file)
    assert code == 2
    assert "不是台账" in err
    assert "（.xlsx）" in err


@pytest.mark.parametrize(
    "option",
    [("--host", "0.0.0.0"), ("--host", "127.0.0.1"), ("--name", "a"), ("--behind-proxy",), ("--allow-plain-http",)],
    ids=" ".join,
)
def test_a_ledger_is_for_nobody_else(run, path, option):
    code, _, err = run("serve", path, *option)
    assert code == 2
    assert "只有本机能打开" in err


def test_what_is_for_a_ledger_is_not_for_a_store(run, tmp_path, path):
    code, _, err = run("serve", tmp_path, "--last", path)
    assert code == 2
    assert "只用于一本台账" in err


def test_a_folder_that_is_no_store_is_told(run, tmp_path, path):
    code, _, err = run("serve", tmp_path)
    assert code == 1
    assert "不是双拥数据库" in err


def test_it_listens_on_this_computer_alone():
    with listening(None) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told_and_another_found_where_none_was_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ProblemsFound, match=f"端口 {port} 用不了"):
            listening(port)
    with listening(None) as first, listening(None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


@pytest.mark.parametrize(
    ("environment", "platform", "plausible"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "1 2 3 4"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", False),
    ],
)
def test_a_browser_is_opened_where_it_would_be_seen(environment, platform, plausible):
    assert display_is_plausible(environment, platform) is plausible


def test_the_browser_gets_the_address_by_a_file_of_its_owner_alone(monkeypatch):
    seen = []

    def opened(uri):
        file = Path(urllib.request.url2pathname(uri.removeprefix("file://")))
        seen.append((uri, file.read_text(encoding="utf-8"), stat.S_IMODE(file.parent.stat().st_mode), file))
        return True

    monkeypatch.setattr(webbrowser, "open", opened)
    with browser_led_to(ADDRESS) as found:
        assert found
    ((uri, text, mode, file),) = seen
    assert "secret" not in uri
    assert ADDRESS in text
    assert mode == 0o700 or sys.platform == "win32"
    assert not file.exists()


def test_no_browser_is_no_fault(monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    with browser_led_to(ADDRESS) as found:
        assert not found


@pytest.mark.slow
def test_it_runs_until_it_is_stopped(path):
    command = [sys.executable, "-m", "shuangyong.cli", "serve", str(path), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            said = iter(process.stderr.readline, "")
            address = next(found[0] for line in said if (found := re.search(r"http://127\.0\.0\.1:\d+/open/\S+", line)))
            home = address.partition("/open/")[0] + "/"
            with pytest.raises(urllib.error.HTTPError, match="403"):
                urllib.request.urlopen(home)
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            opener.open(address).read()
            assert NAMES[MINE] in opener.open(home).read().decode()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(300) == 0
        assert "Traceback" not in process.stderr.read()
