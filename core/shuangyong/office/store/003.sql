-- The third form: when an office below first accepted a ledger, for it forwards the latest revision only.

CREATE TABLE first_accepted (
    submission INTEGER PRIMARY KEY REFERENCES submission (id),
    day TEXT NOT NULL              -- ISO
) STRICT;
