-- The second form: what was published, so that a rebuilt year can be held against it.

CREATE TABLE publication (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    period TEXT NOT NULL,
    dims TEXT NOT NULL,            -- as --by had them
    edition TEXT NOT NULL,         -- office, or public: small sums of persons withheld; figures asked for
    versions TEXT NOT NULL,        -- JSON {plugin: version}
    roster TEXT NOT NULL,          -- a digest of the units that counted, with their sectors, regions and revisions
    figures BLOB NOT NULL          -- compressed: a line of JSON on units and adjustments, one of net figures
) STRICT;
