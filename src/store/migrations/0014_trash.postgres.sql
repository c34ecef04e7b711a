-- The trash: drafts, media, sections, topics and authors that were deleted and can be restored for a while. See docs/store.md.
-- A story or medium keeps its rows and names its entry here; of the others this is all that there is.
CREATE TABLE trash (
    number BIGINT PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('story', 'medium', 'section', 'topic', 'author')),
    item BIGINT NOT NULL,
    at BIGINT NOT NULL,
    trashed_by TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    aliases TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    chosen BIGINT NOT NULL
);
CREATE INDEX trash_of_item ON trash (kind, item);
CREATE INDEX trash_of_owner ON trash (owner, number);
CREATE INDEX trash_by_age ON trash (at);

-- The highest number of each kind that was ever in use: a deleted one is not given to something else.
CREATE TABLE last_number_of (
    kind TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL
);

-- The number of its entry in `trash`; 0: it is not there.
ALTER TABLE story ADD COLUMN trash BIGINT NOT NULL DEFAULT 0;
ALTER TABLE medium ADD COLUMN trash BIGINT NOT NULL DEFAULT 0;

UPDATE schema_version SET version = 14;
