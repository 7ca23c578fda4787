"""A penetration-style list: what is tried against the portal, and what must happen."""
