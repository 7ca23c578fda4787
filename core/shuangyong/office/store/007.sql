-- The seventh form: what was reckoned of facts is told from what is reckoned of others that took their place.

-- One row: another token whenever facts are derived anew, and in every store.
CREATE TABLE derivation (
    token TEXT NOT NULL
) STRICT;
INSERT INTO derivation VALUES (hex(randomblob(8)));
CREATE TRIGGER revision_derived_anew AFTER UPDATE OF facts ON revision BEGIN
    UPDATE derivation SET token = hex(randomblob(8));
END;

-- Files hold facts only: whatever looks for activities reads them beside their revision. All are derived anew.
DROP TRIGGER revision_derived;
DROP TABLE segmented;
DROP TABLE segment;
CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    facts INTEGER NOT NULL,        -- rows
    sha256 TEXT NOT NULL           -- of the file
) STRICT;
CREATE TABLE segmented (
    revision INTEGER PRIMARY KEY REFERENCES revision (id),
    segment INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX segmented_segment ON segmented (segment);
CREATE TRIGGER revision_derived AFTER UPDATE OF facts ON revision BEGIN
    DELETE FROM segment WHERE id IN (SELECT segment FROM segmented WHERE revision = NEW.id);
END;
