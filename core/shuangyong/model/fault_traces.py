"""Where a bug of ours was met, as logs may hold it."""

import traceback


def traced(fault: BaseException) -> str:
    """Return where a bug of ours was met, for the log: without its own words, which may hold what stands in a file."""
    before = fault.__cause__ or fault.__context__
    frames = "".join(traceback.format_tb(fault.__traceback__))
    return f"{traced(before) if before else ''}{frames}{type(fault).__qualname__}\n"
