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

-- What a merge of topics moved, so that it can be undone: the topic that went, and per story whether its place was handed on (1) or dropped,
-- because the story had the other topic as well (0). `into_id` is the topic that stayed; where that was merged on, the merge's own number
-- below zero, until that is undone. No reference to topics: they come and go.
CREATE TABLE topic_merge (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    merged_by TEXT COLLATE "C" NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    into_id BIGINT NOT NULL
);
CREATE TABLE topic_merge_story (
    merge_id BIGINT NOT NULL REFERENCES topic_merge (id),
    story_id BIGINT NOT NULL REFERENCES story (id),
    moved BIGINT NOT NULL CHECK (moved IN (0, 1)),
    PRIMARY KEY (merge_id, story_id)
);
CREATE INDEX topic_merge_story_of_story ON topic_merge_story (story_id);
CREATE TABLE topic_merge_alias (
    merge_id BIGINT NOT NULL REFERENCES topic_merge (id),
    alias TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (merge_id, alias)
);

UPDATE schema_version SET version = 7;
