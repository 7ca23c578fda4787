"""Chance that can be repeated: what it gives hangs on words alone, on no state, hash or process."""

import random


def chance(*words: object) -> random.Random:
    """Return a source of chance that equal words always make equal."""
    return random.Random("/".join(map(str, words)))  # noqa: S311  nothing here is secret
