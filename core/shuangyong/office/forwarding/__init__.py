"""Forwarding: a store's year as one submission to the office above, which collects it like a ledger.

A package is a zip archive of ``manifest.json`` (who, which year, the hash of every other member), ``units.json`` (the
roster, and what each unit sent), ``facts.tsv`` and ``events.tsv`` (unit after unit, as stores hold them) and
``decisions.json``. It holds no original and no sensitive field: it is made of facts and masked events, which have none.
The office above adds up the same facts under the same decisions, so parts make exactly the whole.
"""

FORM = 1

MANIFEST, UNITS, FACTS, EVENTS, DECISIONS = "manifest.json", "units.json", "facts.tsv", "events.tsv", "decisions.json"
