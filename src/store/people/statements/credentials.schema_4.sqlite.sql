-- script
-- The audit log's entries of changes to stories know the note that they were made from: none is taken in twice.
ALTER TABLE audit ADD COLUMN origin TEXT;
CREATE UNIQUE INDEX audit_origin ON audit (origin) WHERE origin IS NOT NULL;

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
PRAGMA user_version = 4;
