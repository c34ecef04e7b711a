-- What is decided with a change and has to outlive a kill: its note for the audit log, and the answer to a request with an Idempotency-Key.

-- Notes that are not in the audit log yet, which is in the database of credentials. Written with the change, moved there, then deleted. The
-- audit log's entry keeps `origin`, so that a note is never moved twice.
CREATE TABLE audit_outbox (
    number BIGINT NOT NULL PRIMARY KEY,
    origin TEXT COLLATE "C" NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    who TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    address_hint TEXT COLLATE "C" NOT NULL
);

-- Answers that a request with the same key gets again for 24 hours. `key`: a hash of who asked, the method, the path and the key. `request`:
-- a hash of what was sent with it. `sealed`: whether the body holds a secret and is encrypted with a key made from the request's.
CREATE TABLE kept_answer (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    who TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    request TEXT COLLATE "C" NOT NULL,
    status BIGINT NOT NULL,
    etag TEXT COLLATE "C" NOT NULL,
    location TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    sealed BIGINT NOT NULL CHECK (sealed IN (0, 1)),
    size BIGINT NOT NULL
);
CREATE INDEX kept_answer_by_age ON kept_answer (at);
CREATE INDEX kept_answer_by_person ON kept_answer (who, at, size);

UPDATE schema_version SET version = 9;
