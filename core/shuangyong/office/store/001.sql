-- The first form of a store: who is expected, what was received, what was decided, and who did it.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Units as they were from a day to a day; a unit that moved, merged or closed has several rows, none overlapping.
CREATE TABLE roster (
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    sector TEXT NOT NULL,          -- the sector's id
    region TEXT NOT NULL,          -- without the trailing zeros of lower levels
    parent TEXT,                   -- the code of the unit above, if any
    start TEXT NOT NULL,           -- ISO dates, both inclusive
    until TEXT,
    package INTEGER REFERENCES package (id),  -- the forwarded roll-up that told it; NULL for the office's own roster
    PRIMARY KEY (unit, start)
) STRICT;

-- What holds for a unit in one year: a day that decides 按时, and a day after which nothing is taken; NULL is never.
CREATE TABLE deadline (
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    due TEXT,
    lock TEXT,
    PRIMARY KEY (unit, year)
) STRICT;

-- Leave to send after the lock: append-only, the latest that covers the day counts.
CREATE TABLE unlocking (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    until TEXT NOT NULL,           -- the last day
    actor TEXT NOT NULL,
    because TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- A forwarded roll-up of an office below; its units stand in ``submission`` like all others.
CREATE TABLE package (
    id INTEGER PRIMARY KEY,
    office TEXT NOT NULL,          -- the office's name
    region TEXT NOT NULL,
    year INTEGER NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,   -- its original
    file TEXT NOT NULL,
    made TEXT NOT NULL,            -- when the office below made it
    received TEXT NOT NULL,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    manifest TEXT NOT NULL         -- JSON
) STRICT;

-- What a unit owes for a year. ``current`` is its newest revision, ``counted`` the one whose facts are added up.
CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    current INTEGER REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    counted INTEGER REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (unit, year)
) STRICT;

-- One file of a submission; never changed but for ``state`` and ``because``.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submission (id),
    number INTEGER NOT NULL,       -- from 1, in the order of receipt
    sha256 TEXT NOT NULL UNIQUE,   -- of the bytes, and the name of the original
    content TEXT NOT NULL,         -- a digest of records and declarations: a re-saved file has the same
    file TEXT NOT NULL,            -- as it was called, without folders
    size INTEGER NOT NULL,
    received TEXT NOT NULL,        -- the day it was received, ISO
    modified TEXT NOT NULL,        -- when it was last saved, ISO with time; orders the revisions
    state TEXT NOT NULL CHECK (state IN ('accepted', 'returned', 'older')),
    because TEXT,                  -- why the office returned it; NULL where its own errors did
    name TEXT NOT NULL,            -- the unit's name as the file has it
    sector TEXT NOT NULL,
    region TEXT,
    declarations TEXT NOT NULL,    -- JSON {kind: [status, scope]}
    missing TEXT NOT NULL,         -- JSON [kind]: kinds without a sheet
    versions TEXT NOT NULL,        -- JSON {plugin: version} that derived the facts
    format INTEGER NOT NULL,       -- of the facts and events
    rows INTEGER NOT NULL,         -- how many records it holds
    facts BLOB NOT NULL,           -- compressed lines; empty for a returned one
    events BLOB NOT NULL,
    package INTEGER REFERENCES package (id),  -- that brought it; its original is then the package's
    UNIQUE (submission, number)
) STRICT;

CREATE TABLE problem (
    revision INTEGER NOT NULL REFERENCES revision (id),
    ordinal INTEGER NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning')),
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    fix TEXT NOT NULL,
    sheet TEXT,
    cell TEXT,
    value TEXT,
    PRIMARY KEY (revision, ordinal)
) STRICT, WITHOUT ROWID;

-- What files were when they were stored, so that those that nobody has touched need not be read again.
CREATE TABLE seen (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    written INTEGER NOT NULL,      -- nanoseconds, as the file system tells
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A submitted ledger whose plugin this office lacks: its original is kept until the plugin is there.
CREATE TABLE kept (
    sha256 TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    sector TEXT NOT NULL,
    received TEXT NOT NULL
) STRICT;

-- What the office decided of a pair of reports, or of a declared 口径: append-only, the latest of a pair and measure
-- counts.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    overlap TEXT NOT NULL,         -- the pair's id
    cause TEXT NOT NULL CHECK (cause IN ('event', 'scope')),
    year INTEGER NOT NULL,
    one TEXT NOT NULL,             -- the keys of the two events; of a scope, the codes of the unit above and below
    other TEXT NOT NULL,
    label TEXT NOT NULL,           -- what it was decided of, in words
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'partly')),
    measure TEXT,                  -- for partly: which measure, and how much of it is counted twice
    amount TEXT,
    actor TEXT NOT NULL,
    because TEXT NOT NULL,
    at TEXT NOT NULL,
    package INTEGER REFERENCES package (id)
) STRICT;
CREATE INDEX decision_overlap ON decision (overlap);

-- Files of facts for analytics: derived from the revisions, safe to delete.
CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    facts INTEGER NOT NULL,        -- rows
    events INTEGER NOT NULL,
    facts_sha256 TEXT NOT NULL,    -- of the files
    events_sha256 TEXT NOT NULL
) STRICT;

-- Whose facts a segment holds: apart from ``revision``, whose rows are large to write again. Facts that are derived
-- anew make the whole segment void.
CREATE TABLE segmented (
    revision INTEGER PRIMARY KEY REFERENCES revision (id),
    segment INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX segmented_segment ON segmented (segment);
CREATE TRIGGER revision_derived AFTER UPDATE OF facts, events ON revision BEGIN
    DELETE FROM segment WHERE id IN (SELECT segment FROM segmented WHERE revision = NEW.id);
END;

-- Who did what, when: written with the change itself, each row sealing the one before.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,          -- JSON
    seal TEXT NOT NULL             -- sha256 over the seal before and this row
) STRICT;
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_holds BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER decision_keeps BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_holds BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
