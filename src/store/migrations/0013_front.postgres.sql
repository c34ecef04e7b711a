-- The front page as the newsroom arranged it. One row, once somebody has edited it; `version` counts the edits. The breaking
-- line is on top of every page; an empty text: none.
CREATE TABLE front (
    number BIGINT NOT NULL PRIMARY KEY CHECK (number = 1),
    version BIGINT NOT NULL CHECK (version > 0),
    edited_at BIGINT NOT NULL,
    edited_by TEXT COLLATE "C" NOT NULL,
    line TEXT COLLATE "C" NOT NULL,
    line_story_id BIGINT REFERENCES story (id),
    line_until BIGINT
);

-- Stories that have a place on the front page, until a time or until somebody removes them. Empty texts: as the story has them.
CREATE TABLE front_entry (
    place BIGINT NOT NULL PRIMARY KEY CHECK (place > 0),
    story_id BIGINT NOT NULL UNIQUE REFERENCES story (id),
    until BIGINT,
    kicker TEXT COLLATE "C" NOT NULL,
    headline TEXT COLLATE "C" NOT NULL,
    picture TEXT COLLATE "C" NOT NULL,
    picture_alt TEXT COLLATE "C" NOT NULL,
    picture_hash TEXT COLLATE "C" NOT NULL
);

UPDATE schema_version SET version = 13;
