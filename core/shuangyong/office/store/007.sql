-- The seventh form: what was reckoned of facts is told from what is reckoned of others that took their place.

-- One row: another token whenever facts are derived anew, and in every store.
CREATE TABLE derivation (
    token TEXT NOT NULL
) STRICT;
INSERT INTO derivation VALUES (hex(randomblob(8)));
CREATE TRIGGER revision_derived_anew AFTER UPDATE OF facts, events ON revision BEGIN
    UPDATE derivation SET token = hex(randomblob(8));
END;
