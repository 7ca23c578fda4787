"""Serving one ledger until the clerk stops it: a port of this computer, and the browser led in, the key unseen."""

import contextlib
import os
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path

from starlette.applications import Starlette

from ...model.problems import ProblemsFound, error
from ..examining import make_ready
from ..serving import server_of
from ..threads import hand_over_soon

HOST = "127.0.0.1"

#: Tried first where nobody names a port; any other that is free will do.
_USUAL = 8080

_LEADING = (
    '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}"><title>台账</title>'
)


def listening(port: int | None) -> socket.socket:
    """Return a socket that listens on this computer alone.

    Args:
        port: Which; any free one if None.

    Raises:
        ProblemsFound: The port is taken, or may not be had.
    """
    if port is not None:
        return _bound(port)
    with contextlib.suppress(ProblemsFound):
        return _bound(_USUAL)
    return _bound(0)


def serve_desk(app: Starlette, listener: socket.socket) -> None:
    """Serve a ledger until the process is told to stop."""
    hand_over_soon()
    make_ready()
    with contextlib.suppress(KeyboardInterrupt):
        server_of(app, host=HOST, port=listener.getsockname()[1]).run(sockets=[listener])


def display_is_plausible(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a browser that is opened would be seen: on a desktop, not in a session from elsewhere."""
    if environment.get("SSH_CONNECTION"):
        return False
    return platform in ("win32", "darwin") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


@contextlib.contextmanager
def browser_led_to(address: str) -> Iterator[bool]:
    """Open the clerk's browser by a file that only the clerk can read, and take that away again.

    On a command line, which a browser is started with, every user of the computer could read the address.

    Yields:
        Whether a browser could be started.
    """
    with tempfile.TemporaryDirectory(prefix="shuangyong-") as folder:  # for its owner alone
        leading = Path(folder) / "打开台账.html"
        leading.write_text(_LEADING.format(address=address), encoding="utf-8")
        opened = False
        with contextlib.suppress(webbrowser.Error, OSError):
            opened = webbrowser.open(leading.as_uri())
        yield opened


def _bound(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(64)
    except OSError as refusal:
        listener.close()
        message = f"端口 {port} 用不了：{refusal.strerror or '系统拒绝'}，多半是别的程序正用着。"
        raise ProblemsFound([error("port-taken", message, "请换一个 --port，或者不写，由程序挑一个。")]) from None
    return listener
