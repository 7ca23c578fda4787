"""How long the server waits for whom: uvicorn itself waits for the head of a request, and for a reader, for ever.

So nobody keeps others from being answered by sending or reading slowly, by opening many connections, or by sending
without end:

- the head of a request must be there within ``HEAD`` seconds of the connection being ready for it, and be no larger
  than ``LARGEST``; how long its body may take is for whoever reads it (``bodies``);
- what follows an answer that was given early, such as the rest of a body too large, is thrown away for as long;
- who takes an answer in must do so at ``PACE``;
- of more than ``MOST`` connections those that have been waited for longest are dropped: a browser sends its request
  within moments, so that it is never among them; whoever just came is not, even where all others are being answered.
"""

import asyncio
import operator

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds from when a connection is ready for a request until its head is there.
HEAD = 20.0

#: How large a head may be, in bytes: browsers send one or two thousand.
LARGEST = 16 * 2**10

#: So many seconds may pass until so many more bytes of an answer were taken in.
STALL, PACE = 30.0, 32 * 2**10

#: So many connections are kept; uvicorn refuses with 503 those of which more than the second number are open at once.
MOST, REFUSED = 350, 400

_NEVER = float("inf")


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that is patient, but not for ever.

    Attributes:
        since: The moment from which its client has been waited for; infinity while the client waits.
    """

    since = _NEVER
    _waiting: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request; where there are too many, drop those that have been waited for longest."""
        super().connection_made(transport)
        others = [one for one in self.connections if isinstance(one, PatientProtocol) and one.since < _NEVER]
        self._look()
        for one in sorted(others, key=operator.attrgetter("since"))[: max(0, len(self.connections) - MOST)]:
            one.drop()

    def data_received(self, data: bytes) -> None:
        """Take in what came."""
        # What comes before the answer to the request before is thrown away with the connection: no browser sends it.
        if self.conn.their_state is h11.DONE:
            self.cycle.keep_alive = False
            return
        # In pieces, for h11 measures only what is incomplete; so a head of twice the size may pass, but none larger.
        while len(data) > LARGEST and self.conn.their_state is h11.IDLE:
            super().data_received(data[: LARGEST + 1])
            data = data[LARGEST + 1 :]
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self.since = _NEVER
        for timer in (self._waiting, self._stalled):
            if timer is not None:
                timer.cancel()

    def drop(self) -> None:
        """Close the connection at once, whatever is still to be sent."""
        self.connections.discard(self)
        self.transport.abort()

    def pause_writing(self) -> None:
        """Begin to look whether what was written is taken in."""
        super().pause_writing()
        self._unsent = self.transport.get_write_buffer_size()
        self._stalled = self.loop.call_later(STALL, self._look_at_unsent)

    def resume_writing(self) -> None:
        """It was."""
        super().resume_writing()
        if self._stalled is not None:
            self._stalled.cancel()

    def _look(self) -> None:
        """Note whether somebody is waited for, and until when at most."""
        answering = self.cycle is not None and not self.cycle.response_complete
        if answering and self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if answering and self.conn.their_state is h11.DONE:
            self.since = _NEVER
        elif self.since == _NEVER or (not answering and self._waiting is None):
            self.since = self.loop.time()
        if not answering and self._waiting is None:
            self._waiting = self.loop.call_later(HEAD, self.drop)

    def _look_at_unsent(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        if unsent > self._unsent - PACE:
            self.drop()
            return
        self._unsent = unsent
        self._stalled = self.loop.call_later(STALL, self._look_at_unsent)
