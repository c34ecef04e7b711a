-- What is decided with a change and has to outlive a kill: its note for the audit log, and the answer to a request with an Idempotency-Key.

-- Notes that are not in the audit log yet, which is in the database of credentials. Written with the change, moved there, then deleted. The
-- audit log's entry keeps `origin`, so that a note is never moved twice.
CREATE TABLE audit_outbox (
    number INTEGER NOT NULL PRIMARY KEY,
    origin TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address_hint TEXT NOT NULL
) STRICT;

-- Answers that a request with the same key gets again for 24 hours. `key`: a hash of who asked, the method, the path and the key. `request`:
-- a hash of what was sent with it. `sealed`: whether the body holds a secret and is encrypted with a key made from the request's.
CREATE TABLE kept_answer (
    key TEXT NOT NULL PRIMARY KEY,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    etag TEXT NOT NULL,
    location TEXT NOT NULL,
    body TEXT NOT NULL,
    sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
    size INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_answer_by_age ON kept_answer (at);
CREATE INDEX kept_answer_by_person ON kept_answer (who, at, size);

PRAGMA user_version = 9;
