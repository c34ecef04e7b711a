-- script
-- The audit log's entries of changes to stories know the note that they were made from: none is taken in twice.
ALTER TABLE audit ADD COLUMN origin TEXT COLLATE "C";
CREATE UNIQUE INDEX audit_origin ON audit (origin) WHERE origin IS NOT NULL;

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
UPDATE schema_version SET version = 4;
