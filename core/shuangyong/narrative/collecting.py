"""Taking a long text apart without Python's search for cycles, which goes through all that was made again and again."""

import functools
import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(make: Callable[P, R]) -> Callable[P, R]:
    """Return a function that makes the same, while nothing is searched for cycles.

    What is made of a text holds none: hundreds of thousands of records that are kept to the end, and a search through
    them takes a quarter of the time. Of several threads the first that ends lets the search go on, which is no harm.
    """

    @functools.wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return make(*args, **kwargs)
        gc.disable()
        try:
            return make(*args, **kwargs)
        finally:
            gc.enable()

    return made
