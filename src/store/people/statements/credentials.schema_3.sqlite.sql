-- script
-- Passkeys, what makes challenges for them, and which of these were used.
CREATE TABLE passkey (
    number INTEGER NOT NULL PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (number) ON DELETE CASCADE,
    credential TEXT NOT NULL UNIQUE,
    algorithm INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    sign_count INTEGER NOT NULL,
    backup_eligible INTEGER NOT NULL,
    backed_up INTEGER NOT NULL,
    transports TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;
CREATE INDEX passkey_person ON passkey (person);
CREATE TABLE used_challenge (
    hash TEXT NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT;
-- One row, which the program adds: SQL has no random numbers that are good enough.
CREATE TABLE challenge_key (
    key TEXT NOT NULL
) STRICT;
ALTER TABLE person ADD COLUMN handle TEXT;
ALTER TABLE last_number ADD COLUMN passkey INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 3;
