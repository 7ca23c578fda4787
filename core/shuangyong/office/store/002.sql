-- The second form: what was published, so that a rebuilt year can be held against it.

CREATE TABLE publication (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    period TEXT NOT NULL,
    dims TEXT NOT NULL,            -- as --by had them
    versions TEXT NOT NULL,        -- JSON {plugin: version}
    roster TEXT NOT NULL,          -- a digest of the units that counted, with their sectors and regions
    figures BLOB NOT NULL          -- compressed JSON
) STRICT;
