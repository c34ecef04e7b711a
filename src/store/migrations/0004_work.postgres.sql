-- Stories at work: drafts of changes, notes, corrections, preview links, assignment; sections in an order, and their former names.
-- `headline_words` is what searches by headline look through: see docs/store.md. It is filled by the program, since SQL cannot fold words.
ALTER TABLE story ADD COLUMN headline_words TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN assignee TEXT COLLATE "C" NOT NULL DEFAULT '';
-- How many drafts were saved of it, discarded ones included: no version comes twice.
ALTER TABLE story ADD COLUMN draft_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE section ADD COLUMN position BIGINT NOT NULL DEFAULT 0;

CREATE TABLE section_alias (
    alias TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    section_id BIGINT NOT NULL REFERENCES section (id)
);

CREATE TABLE draft (
    story_id BIGINT PRIMARY KEY REFERENCES story (id),
    version BIGINT NOT NULL CHECK (version > 0),
    base_revision BIGINT NOT NULL CHECK (base_revision > 0),
    saved_at BIGINT NOT NULL,
    saved_by TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('article', 'page')),
    headline TEXT COLLATE "C" NOT NULL,
    standfirst TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    section TEXT COLLATE "C" NOT NULL,
    topics TEXT COLLATE "C" NOT NULL,
    authors TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    lead_source TEXT COLLATE "C" NOT NULL,
    lead_alt TEXT COLLATE "C" NOT NULL,
    lead_caption TEXT COLLATE "C" NOT NULL,
    lead_credit TEXT COLLATE "C" NOT NULL,
    translation_key TEXT COLLATE "C" NOT NULL
);

CREATE TABLE note (
    story_id BIGINT NOT NULL REFERENCES story (id),
    number BIGINT NOT NULL CHECK (number > 0),
    at BIGINT NOT NULL,
    written_by TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    passage TEXT COLLATE "C" NOT NULL,
    resolved_at BIGINT,
    resolved_by TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (story_id, number)
);

CREATE TABLE correction (
    story_id BIGINT NOT NULL REFERENCES story (id),
    number BIGINT NOT NULL CHECK (number > 0),
    at BIGINT NOT NULL,
    written_by TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('correction', 'clarification', 'retraction')),
    words TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (story_id, number)
);

-- Only the hash of a link's secret is kept, as of tokens.
CREATE TABLE preview_link (
    story_id BIGINT NOT NULL REFERENCES story (id),
    number BIGINT NOT NULL CHECK (number > 0),
    hash TEXT COLLATE "C" NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (story_id, number)
);

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

UPDATE schema_version SET version = 4;
