-- The journal, and what may be true only once.

CREATE TABLE journal (
  tenant  TEXT    NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq > 0),
  at      TEXT    NOT NULL,
  who     TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  subject TEXT    NOT NULL,
  payload TEXT    NOT NULL,
  link    BLOB    NOT NULL CHECK (length(link) = 32),
  PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;

CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never cut'); END;

CREATE TABLE claim (
  tenant TEXT    NOT NULL,
  scope  TEXT    NOT NULL,
  key    TEXT    NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (tenant, scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE approval (
  tenant   TEXT    NOT NULL,
  proposal TEXT    NOT NULL,
  maker    TEXT    NOT NULL,
  approver TEXT    NOT NULL,
  seq      INTEGER NOT NULL,
  PRIMARY KEY (tenant, proposal),
  CHECK (maker <> approver)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
  tenant         TEXT    NOT NULL,
  principal      TEXT    NOT NULL,
  key            TEXT    NOT NULL,
  request_sha256 TEXT    NOT NULL,
  status         INTEGER NOT NULL,
  body           TEXT    NOT NULL,
  seq            INTEGER NOT NULL,
  PRIMARY KEY (tenant, principal, key)
) STRICT, WITHOUT ROWID;
