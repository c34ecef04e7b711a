-- script
-- Passkeys, what makes challenges for them, and which of these were used.
CREATE TABLE passkey (
    number BIGINT NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (number) ON DELETE CASCADE,
    credential TEXT COLLATE "C" NOT NULL UNIQUE,
    algorithm BIGINT NOT NULL,
    public_key TEXT COLLATE "C" NOT NULL,
    sign_count BIGINT NOT NULL,
    backup_eligible BIGINT NOT NULL,
    backed_up BIGINT NOT NULL,
    transports TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkey_person ON passkey (person);
CREATE TABLE used_challenge (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
-- One row, which the program adds: SQL has no random numbers that are good enough.
CREATE TABLE challenge_key (
    key TEXT COLLATE "C" NOT NULL
);
ALTER TABLE person ADD COLUMN handle TEXT COLLATE "C";
ALTER TABLE last_number ADD COLUMN passkey BIGINT NOT NULL DEFAULT 0;
UPDATE schema_version SET version = 3;
