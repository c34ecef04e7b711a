-- Story templates: what new stories begin with, kept by the newsroom. Nothing of a story refers to them. `section` and `topics` are slugs, resolved
-- when the template is read. `deleted_at`: null unless it was deleted; it can be restored for as long as what is in the trash.
CREATE TABLE story_template (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    name TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    deleted_at INTEGER,
    deleted_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,
    language TEXT NOT NULL
) STRICT;

-- The files that templates use, as `medium_use` has those of stories.
CREATE TABLE template_medium (
    hash TEXT NOT NULL,
    template_id INTEGER NOT NULL REFERENCES story_template (id),
    PRIMARY KEY (hash, template_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX template_medium_of_template ON template_medium (template_id);

PRAGMA user_version = 17;
