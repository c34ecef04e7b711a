-- The trash: drafts, media, sections, topics and authors that were deleted and can be restored for a while. See docs/store.md.
-- A story or medium keeps its rows and names its entry here; of the others this is all that there is.
CREATE TABLE trash (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('story', 'medium', 'section', 'topic', 'author')),
    item INTEGER NOT NULL,
    at INTEGER NOT NULL,
    trashed_by TEXT NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    aliases TEXT NOT NULL,
    description TEXT NOT NULL,
    email TEXT NOT NULL,
    url TEXT NOT NULL,
    organisation TEXT NOT NULL,
    position INTEGER NOT NULL,
    chosen INTEGER NOT NULL
) STRICT;
CREATE INDEX trash_of_item ON trash (kind, item);
CREATE INDEX trash_of_owner ON trash (owner, number);
CREATE INDEX trash_by_age ON trash (at);

-- The highest number of each kind that was ever in use: a deleted one is not given to something else.
CREATE TABLE last_number_of (
    kind TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The number of its entry in `trash`; 0: it is not there.
ALTER TABLE story ADD COLUMN trash INTEGER NOT NULL DEFAULT 0;
ALTER TABLE medium ADD COLUMN trash INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 14;
