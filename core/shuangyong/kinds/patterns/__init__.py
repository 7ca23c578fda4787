"""How documents tell the core's kinds, a file a pillar."""

from . import activity, benefits, co_building, education, leadership, rarer

PATTERNS = (
    *activity.PATTERNS,
    *leadership.PATTERNS,
    *education.PATTERNS,
    *co_building.PATTERNS,
    *benefits.PATTERNS,
    *rarer.PATTERNS,
)
