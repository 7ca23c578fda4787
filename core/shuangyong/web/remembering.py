"""What was worked out once and still holds: found by everything that it depends on, the longest unused goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Values by their keys, as many as weigh no more than allowed.

    A key holds everything that its value depends on, whose it is above all: a value is found under its own key only,
    and what its key does not tell may not enter it. Nothing has to be thrown away when something changes, for then
    nobody asks for the old key any more.
    """

    def __init__(self, most: int, weigh: Callable[[T], int] = lambda _: 1) -> None:
        """Remember nothing yet.

        Args:
            most: How much all values may weigh together.
            weigh: What a value weighs; 1 unless said.
        """
        self._most, self._weigh = most, weigh
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._making: dict[Hashable, Future[T]] = {}
        self._weight = 0

    def get(self, key: Hashable) -> T | None:
        """Return what is remembered; None where nothing is."""
        with self._lock:
            if key not in self._found:
                return None
            self._found.move_to_end(key)
            return self._found[key][0]

    def keep(self, key: Hashable, value: T) -> None:
        """Remember a value; what weighs too much alone is not remembered."""
        weight = self._weigh(value)
        if weight > self._most:
            return
        with self._lock:
            _, before = self._found.pop(key, (None, 0))
            self._found[key] = (value, weight)
            self._weight += weight - before
            while self._weight > self._most:
                _, (_, gone) = self._found.popitem(last=False)
                self._weight -= gone

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is remembered, made first where it is not: once for all threads that ask meanwhile.

        Raises:
            Exception: What ``make`` raised, to each of them; nothing is remembered then.
        """
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key][0]
            others = self._making.get(key)
            if others is None:
                mine = self._making[key] = Future()
        if others is not None:
            return others.result()
        try:
            value = make()
        except BaseException as failure:
            mine.set_exception(failure)
            raise
        else:
            self.keep(key, value)
            mine.set_result(value)
            return value
        finally:
            with self._lock:
                del self._making[key]
