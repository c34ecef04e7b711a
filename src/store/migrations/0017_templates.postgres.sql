-- Story templates: what new stories begin with, kept by the newsroom. Nothing of a story refers to them. `section` and `topics` are slugs, resolved
-- when the template is read. `deleted_at`: null unless it was deleted; it can be restored for as long as what is in the trash.
CREATE TABLE story_template (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    name TEXT COLLATE "C" NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT COLLATE "C" NOT NULL,
    deleted_at BIGINT,
    deleted_by TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('article', 'page')),
    headline TEXT COLLATE "C" NOT NULL,
    standfirst TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    section TEXT COLLATE "C" NOT NULL,
    topics TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL
);

-- The files that templates use, as `medium_use` has those of stories.
CREATE TABLE template_medium (
    hash TEXT COLLATE "C" NOT NULL,
    template_id BIGINT NOT NULL REFERENCES story_template (id),
    PRIMARY KEY (hash, template_id)
);
CREATE INDEX template_medium_of_template ON template_medium (template_id);

UPDATE schema_version SET version = 17;
