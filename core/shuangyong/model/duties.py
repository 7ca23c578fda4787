"""Duties: what recurs every year, as data: who owes what, how often, and which rows fulfil it."""

from typing import Literal

import attrs

Every = Literal["year", "half", "quarter", "month"]


@attrs.frozen(kw_only=True)
class Duty:
    """A recurring obligation.

    Attributes:
        id: Unique among the plugin's: ``joint_meeting``.
        title: What is to be done, in Chinese.
        kind: The full name of the kind whose rows fulfil it.
        every: How often.
        times: How many rows each time.
        source: The rule that it comes from; an empty string where it is the office's own custom.
    """

    id: str
    title: str
    kind: str
    every: Every
    times: int = 1
    source: str = ""
