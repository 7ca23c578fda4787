-- The fifth form: long work that was asked for on a page and goes on after the page was answered.

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: an old address leads to no other job
    kind TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),  -- who asked for it
    actor TEXT NOT NULL,           -- the same, as the audit tells it
    asked TEXT NOT NULL,
    folder TEXT NOT NULL UNIQUE,   -- the name of its folder: what it works on, until it ended; what it made, until it is cleared
    input TEXT NOT NULL,           -- JSON: what was filled in, and the files that were sent, by their own names
    audits INTEGER NOT NULL,       -- the number of the last audit row when it was asked for
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    tries INTEGER NOT NULL DEFAULT 0,     -- how often it was begun without getting further
    furthest INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,     -- 0 while nobody knows
    begun TEXT,
    ended TEXT,
    words TEXT NOT NULL DEFAULT '',       -- what came of it, or why nothing did
    report TEXT NOT NULL DEFAULT 'null',  -- JSON, as its kind has it
    files TEXT NOT NULL DEFAULT '[]'      -- JSON: the names of the files that it made
) STRICT;
CREATE INDEX job_state ON job (state);
