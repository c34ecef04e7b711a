-- script
CREATE TABLE token (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    hash TEXT COLLATE "C" NOT NULL UNIQUE,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('contributor', 'reporter', 'editor', 'admin')),
    created_at BIGINT NOT NULL
);
CREATE TABLE schema_version (
    owner BIGINT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO schema_version (owner, version) VALUES (1400139627, 1);
