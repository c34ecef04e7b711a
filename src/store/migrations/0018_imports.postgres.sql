-- What imports brought: the account of each run (`import_run`, `import_count`), and notes about what somebody may still have to do. `source` is the
-- same for each run of the same source. `key` identifies a note among all runs of its source; `run_id` is the last run that reported it. No story
-- refers to a note, and a note may outlive its story. `decided_by` is empty for a note that is done because a later run did not report it.
CREATE TABLE import_run (
    id BIGINT PRIMARY KEY,
    format TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    complete BIGINT NOT NULL CHECK (complete IN (0, 1)),
    notes_left_out BIGINT NOT NULL
);

CREATE TABLE import_count (
    run_id BIGINT NOT NULL REFERENCES import_run (id),
    position BIGINT NOT NULL,
    part TEXT COLLATE "C" NOT NULL CHECK (part IN ('items', 'skipped', 'other')),
    name TEXT COLLATE "C" NOT NULL,
    items BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    PRIMARY KEY (run_id, position)
);

CREATE TABLE import_note (
    id BIGINT PRIMARY KEY,
    run_id BIGINT NOT NULL REFERENCES import_run (id),
    key TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    story_id BIGINT,
    file TEXT COLLATE "C" NOT NULL,
    line BIGINT NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'done', 'dismissed')),
    decided_at BIGINT,
    decided_by TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX import_note_by_key ON import_note (key);
CREATE INDEX import_note_of_run ON import_note (run_id, state, kind, id);

UPDATE schema_version SET version = 18;
