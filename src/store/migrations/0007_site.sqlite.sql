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

-- What a merge of topics moved, so that it can be undone: the topic that went, and per story whether its place was handed on (1) or dropped,
-- because the story had the other topic as well (0). `into_id` is the topic that stayed; where that was merged on, the merge's own number
-- below zero, until that is undone. No reference to topics: they come and go.
CREATE TABLE topic_merge (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    merged_by TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    into_id INTEGER NOT NULL
) STRICT;
CREATE TABLE topic_merge_story (
    merge_id INTEGER NOT NULL REFERENCES topic_merge (id),
    story_id INTEGER NOT NULL REFERENCES story (id),
    moved INTEGER NOT NULL CHECK (moved IN (0, 1)),
    PRIMARY KEY (merge_id, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_merge_story_of_story ON topic_merge_story (story_id);
CREATE TABLE topic_merge_alias (
    merge_id INTEGER NOT NULL REFERENCES topic_merge (id),
    alias TEXT NOT NULL,
    PRIMARY KEY (merge_id, alias)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 7;
