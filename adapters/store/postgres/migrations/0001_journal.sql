-- The journal, and what may be true only once.

CREATE TABLE cashmatch.journal (
  tenant  text   NOT NULL,
  seq     bigint NOT NULL CHECK (seq > 0),
  at      text   NOT NULL,
  who     text   NOT NULL,
  kind    text   NOT NULL,
  subject text   NOT NULL,
  payload text   NOT NULL,
  link    bytea  NOT NULL CHECK (length(link) = 32),
  PRIMARY KEY (tenant, seq)
);

CREATE FUNCTION cashmatch.refuse() RETURNS trigger LANGUAGE plpgsql AS
$refuse$ BEGIN RAISE EXCEPTION 'the journal is never changed'; END $refuse$;

CREATE TRIGGER journal_is_never_changed
  BEFORE UPDATE OR DELETE OR TRUNCATE ON cashmatch.journal
  FOR EACH STATEMENT EXECUTE FUNCTION cashmatch.refuse();

CREATE TABLE cashmatch.claim (
  tenant text   NOT NULL,
  scope  text   NOT NULL,
  key    text   NOT NULL,
  seq    bigint NOT NULL,
  PRIMARY KEY (tenant, scope, key)
);

CREATE TABLE cashmatch.approval (
  tenant   text   NOT NULL,
  proposal text   NOT NULL,
  maker    text   NOT NULL,
  approver text   NOT NULL,
  seq      bigint NOT NULL,
  PRIMARY KEY (tenant, proposal),
  CHECK (maker <> approver)
);

CREATE TABLE cashmatch.answer (
  tenant         text    NOT NULL,
  principal      text    NOT NULL,
  key            text    NOT NULL,
  request_sha256 text    NOT NULL,
  status         integer NOT NULL,
  body           text    NOT NULL,
  seq            bigint  NOT NULL,
  PRIMARY KEY (tenant, principal, key)
);
