-- script
-- People, how they sign in, and who did what. Passwords, sessions, links and recovery codes are hashes.
CREATE TABLE person (
    number BIGINT NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('contributor', 'reporter', 'editor', 'admin')),
    disabled BIGINT NOT NULL DEFAULT 0,
    password TEXT COLLATE "C",
    factor TEXT COLLATE "C",
    factor_offered TEXT COLLATE "C",
    factor_step BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT
);
CREATE TABLE recovery_code (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (number)
);
CREATE TABLE sign_in_link (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (number),
    expires_at BIGINT NOT NULL
);
CREATE TABLE session (
    number BIGINT NOT NULL PRIMARY KEY,
    hash TEXT COLLATE "C" NOT NULL UNIQUE,
    person BIGINT NOT NULL REFERENCES person (number),
    awaits_factor BIGINT NOT NULL,
    by_link BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    address_hint TEXT COLLATE "C" NOT NULL,
    user_agent TEXT COLLATE "C" NOT NULL
);
CREATE INDEX session_person ON session (person);
CREATE TABLE audit (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    address_hint TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);
-- One row: whoever writes takes it first.
CREATE TABLE last_number (
    audit BIGINT NOT NULL,
    audit_hash TEXT COLLATE "C" NOT NULL,
    person BIGINT NOT NULL,
    session BIGINT NOT NULL
);
INSERT INTO last_number (audit, audit_hash, person, session) VALUES (0, '', 0, 0);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $refuse$ BEGIN RAISE EXCEPTION 'the audit log is only appended to'; END $refuse$;
CREATE TRIGGER audit_is_only_appended_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION refuse_change();
UPDATE schema_version SET version = 2;
