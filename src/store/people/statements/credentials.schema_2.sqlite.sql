-- script
-- People, how they sign in, and who did what. Passwords, sessions, links and recovery codes are hashes.
CREATE TABLE person (
    number INTEGER NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('contributor', 'reporter', 'editor', 'admin')),
    disabled INTEGER NOT NULL DEFAULT 0,
    password TEXT,
    factor TEXT,
    factor_offered TEXT,
    factor_step INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER
) STRICT;
CREATE TABLE recovery_code (
    hash TEXT NOT NULL PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (number)
) STRICT;
CREATE TABLE sign_in_link (
    hash TEXT NOT NULL PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (number),
    expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
    number INTEGER NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    person INTEGER NOT NULL REFERENCES person (number),
    awaits_factor INTEGER NOT NULL,
    by_link INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    address_hint TEXT NOT NULL,
    user_agent TEXT NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person);
CREATE TABLE audit (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address_hint TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
-- One row: whoever writes takes it first.
CREATE TABLE last_number (
    audit INTEGER NOT NULL,
    audit_hash TEXT NOT NULL,
    person INTEGER NOT NULL,
    session INTEGER NOT NULL
) STRICT;
INSERT INTO last_number (audit, audit_hash, person, session) VALUES (0, '', 0, 0);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
PRAGMA user_version = 2;
