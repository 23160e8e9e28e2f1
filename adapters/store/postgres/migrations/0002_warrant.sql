-- Who let how much money go, and how much that person might.

CREATE TABLE cashmatch.warrant (
  tenant   text   NOT NULL,
  seq      bigint NOT NULL,
  person   text   NOT NULL,
  currency text   NOT NULL,
  asked    bigint NOT NULL,
  allowed  bigint NOT NULL,
  PRIMARY KEY (tenant, seq, person, currency),
  CHECK (asked <= allowed)
);
