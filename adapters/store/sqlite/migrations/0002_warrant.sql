-- Who let how much money go, and how much that person might.

CREATE TABLE warrant (
  tenant   TEXT    NOT NULL,
  seq      INTEGER NOT NULL,
  person   TEXT    NOT NULL,
  currency TEXT    NOT NULL,
  asked    INTEGER NOT NULL,
  allowed  INTEGER NOT NULL,
  PRIMARY KEY (tenant, seq, person, currency),
  CHECK (asked <= allowed)
) STRICT, WITHOUT ROWID;
