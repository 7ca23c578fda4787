"""How uvicorn serves the portal: the one configuration, for the command, the tests and the bench."""

import contextlib
import gc
from typing import Any

import uvicorn

from .examining import make_ready
from .patience import LARGEST, REFUSED, PatientProtocol
from .threads import hand_over_soon

#: Seconds that a connection is kept for a browser's next request.
_BETWEEN = 15

#: Seconds that answers may still take when the portal is stopped.
_FAREWELL = 30


def server_of(app: Any, *, host: str, port: int, behind_proxy: bool = False) -> uvicorn.Server:
    """Return a server that will serve an application.

    Args:
        app: An ASGI application.
        host: The address on which it listens.
        port: The port.
        behind_proxy: Whether a proxy on this machine tells where requests come from, and whether by https.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=PatientProtocol,
        ws="none",
        log_level="warning",
        proxy_headers=behind_proxy,
        forwarded_allow_ips="127.0.0.1",
        server_header=False,
        limit_concurrency=REFUSED,
        h11_max_incomplete_event_size=LARGEST,
        timeout_keep_alive=_BETWEEN,
        timeout_graceful_shutdown=_FAREWELL,
    )
    return uvicorn.Server(config)


def serve(app: Any, *, host: str, port: int, behind_proxy: bool = False) -> None:
    """Serve an application until the process is told to stop."""
    hand_over_soon()
    make_ready()
    gc.collect()
    gc.freeze()  # the program and its catalog stay to the end: looking for circles may leave them out
    with contextlib.suppress(KeyboardInterrupt):
        server_of(app, host=host, port=port, behind_proxy=behind_proxy).run()
