-- Versions of drafts, kept by themselves while somebody writes: see docs/store.md. At most some dozens for each story.
-- `reason`: what happened next to the draft that is kept here.
CREATE TABLE draft_version (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL CHECK (number > 0),
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('time', 'deletion', 'person', 'discarded')),
    size INTEGER NOT NULL CHECK (size >= 0),
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
    translation_key TEXT NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT;

-- Former slugs of authors, which redirect to the present one.
CREATE TABLE author_alias (
    alias TEXT NOT NULL PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES author (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX author_alias_by_author ON author_alias (author_id);

PRAGMA user_version = 12;
