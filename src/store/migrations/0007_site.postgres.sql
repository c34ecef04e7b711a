-- What the newsroom has set, by the settings' keys: over their defaults, and below file, environment and flags.
CREATE TABLE setting (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

UPDATE schema_version SET version = 7;
