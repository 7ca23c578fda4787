-- The fourth form: who may use the portal, who is signed in, and who tried too often.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,    -- folded: half-width, lower case
    name TEXT NOT NULL,            -- of the person, as the audit tells it
    role TEXT NOT NULL CHECK (role IN ('admin', 'officer', 'unit', 'reader')),
    unit TEXT,                     -- the code of the unit that it answers for
    password TEXT NOT NULL,        -- argon2id, with its own salt
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    CHECK ((role = 'unit') = (unit IS NOT NULL))
) STRICT;

-- Times are seconds since 1970, UTC.
CREATE TABLE session (
    token TEXT PRIMARY KEY,        -- sha256 of what the browser holds
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    began INTEGER NOT NULL,
    seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE throttle (
    subject TEXT PRIMARY KEY,      -- account:… or address:…
    failures INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
