-- What the newsroom has set, by the settings' keys: over their defaults, and below file, environment and flags.
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What stands in the menu instead of the sections; language '': on pages in all languages that have none of their own.
CREATE TABLE menu_link (
    language TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (language, position)
) STRICT, WITHOUT ROWID;

-- Redirects are listed for the newsroom: few among the addresses of all stories.
CREATE INDEX address_redirect ON address (path) WHERE kind = 'redirect';

PRAGMA user_version = 7;
