-- Stories at work: drafts of changes, notes, corrections, preview links, assignment; sections in an order, and their former names.
-- `headline_words` is what searches by headline look through: see docs/store.md. It is filled by the program, since SQL cannot fold words.
ALTER TABLE story ADD COLUMN headline_words TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
-- How many drafts were saved of it, discarded ones included: no version comes twice.
ALTER TABLE story ADD COLUMN draft_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE section ADD COLUMN position INTEGER NOT NULL DEFAULT 0;

CREATE TABLE section_alias (
    alias TEXT NOT NULL PRIMARY KEY,
    section_id INTEGER NOT NULL REFERENCES section (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    story_id INTEGER PRIMARY KEY REFERENCES story (id),
    version INTEGER NOT NULL CHECK (version > 0),
    base_revision INTEGER NOT NULL CHECK (base_revision > 0),
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,
    authors TEXT NOT NULL,
    language TEXT NOT NULL,
    lead_source TEXT NOT NULL,
    lead_alt TEXT NOT NULL,
    lead_caption TEXT NOT NULL,
    lead_credit TEXT NOT NULL,
    translation_key TEXT NOT NULL
) STRICT;

CREATE TABLE note (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    at INTEGER NOT NULL,
    written_by TEXT NOT NULL,
    words TEXT NOT NULL,
    passage TEXT NOT NULL,
    resolved_at INTEGER,
    resolved_by TEXT NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    at INTEGER NOT NULL,
    written_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('correction', 'clarification', 'retraction')),
    words TEXT NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT, WITHOUT ROWID;

-- Only the hash of a link's secret is kept, as of tokens.
CREATE TABLE preview_link (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT, WITHOUT ROWID;

-- The words go along with the order in which the newsroom lists stories, so that a search reads this index and nothing else.
DROP INDEX story_last_saved;
CREATE INDEX story_last_saved ON story (updated_at DESC, id DESC, headline_words);
CREATE INDEX story_without_words ON story (id) WHERE headline_words = '';
DROP INDEX story_unpublished_of;
CREATE INDEX story_by_owner ON story (created_by, updated_at DESC, id DESC);
CREATE INDEX story_by_status ON story (status, updated_at DESC, id DESC) WHERE status <> 'published';
CREATE INDEX story_assigned ON story (assignee, updated_at DESC, id DESC) WHERE assignee <> '';
CREATE INDEX section_alias_by_section ON section_alias (section_id);
CREATE INDEX note_open ON note (story_id) WHERE resolved_at IS NULL;
CREATE INDEX correction_newest ON correction (at DESC, story_id DESC, number DESC);
CREATE INDEX preview_link_by_end ON preview_link (expires_at);

PRAGMA user_version = 4;
