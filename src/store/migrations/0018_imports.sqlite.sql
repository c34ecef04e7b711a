-- What imports brought: the account of each run (`import_run`, `import_count`), and notes about what somebody may still have to do. `source` is the
-- same for each run of the same source. `key` identifies a note among all runs of its source; `run_id` is the last run that reported it. No story
-- refers to a note, and a note may outlive its story. `decided_by` is empty for a note that is done because a later run did not report it.
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    notes_left_out INTEGER NOT NULL
) STRICT;

CREATE TABLE import_count (
    run_id INTEGER NOT NULL REFERENCES import_run (id),
    position INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('items', 'skipped', 'other')),
    name TEXT NOT NULL,
    items INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_note (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES import_run (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    story_id INTEGER,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    address TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dismissed')),
    decided_at INTEGER,
    decided_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX import_note_by_key ON import_note (key);
CREATE INDEX import_note_of_run ON import_note (run_id, state, kind, id);

PRAGMA user_version = 18;
