"""Whether a text is about 双拥 at all."""

from ..language.analysis import Analysis
from .proposals import OffTopic


def off_topic(analysis: Analysis) -> OffTopic | None:
    """Return the finding that a text is not about 双拥; None where it is, or where there is too little to tell."""
    return None
