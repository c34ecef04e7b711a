-- Versions of drafts, kept by themselves while somebody writes: see docs/store.md. At most some dozens for each story.
-- `reason`: what happened next to the draft that is kept here.
CREATE TABLE draft_version (
    story_id BIGINT NOT NULL REFERENCES story (id),
    number BIGINT NOT NULL CHECK (number > 0),
    saved_at BIGINT NOT NULL,
    saved_by TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL CHECK (reason IN ('time', 'deletion', 'person', 'discarded')),
    size BIGINT NOT NULL CHECK (size >= 0),
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
    translation_key TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (story_id, number)
);

-- Former slugs of authors, which redirect to the present one.
CREATE TABLE author_alias (
    alias TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    author_id BIGINT NOT NULL REFERENCES author (id)
);
CREATE INDEX author_alias_by_author ON author_alias (author_id);

UPDATE schema_version SET version = 12;
