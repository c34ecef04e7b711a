-- script
CREATE TABLE IF NOT EXISTS token (
    name TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('contributor', 'reporter', 'editor', 'admin')),
    created_at INTEGER NOT NULL
) STRICT;
PRAGMA application_id = 0x53746f6b;
PRAGMA user_version = 1;
