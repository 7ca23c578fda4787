-- The sixth form: which ledgers an officer looked at and found good; first passwords that must be changed; who has
-- never signed in.

-- An acceptance of one revision, once and for all: append-only. No figure depends on it.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE REFERENCES revision (id),
    actor TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TRIGGER review_keeps BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER review_holds BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;

-- Whether the password was given by somebody else and must be changed before anything else is done.
ALTER TABLE account ADD COLUMN given INTEGER NOT NULL DEFAULT 0 CHECK (given IN (0, 1));

-- When its person last signed in, as stores write times; NULL for never.
ALTER TABLE account ADD COLUMN entered TEXT;
