-- What the newsroom has set, by the settings' keys: over their defaults, and below file, environment and flags.
CREATE TABLE setting (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- What stands in the menu instead of the sections; language '': on pages in all languages that have none of their own.
CREATE TABLE menu_link (
    language TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (language, position)
);

-- Redirects are listed for the newsroom: few among the addresses of all stories.
CREATE INDEX address_redirect ON address (path) WHERE kind = 'redirect';

UPDATE schema_version SET version = 7;
