-- The front page as the newsroom arranged it. One row, once somebody has edited it; `version` counts the edits. The breaking
-- line is on top of every page; an empty text: none.
CREATE TABLE front (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    version INTEGER NOT NULL CHECK (version > 0),
    edited_at INTEGER NOT NULL,
    edited_by TEXT NOT NULL,
    line TEXT NOT NULL,
    line_story_id INTEGER REFERENCES story (id),
    line_until INTEGER
) STRICT;

-- Stories that have a place on the front page, until a time or until somebody removes them. Empty texts: as the story has them.
CREATE TABLE front_entry (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    story_id INTEGER NOT NULL UNIQUE REFERENCES story (id),
    until INTEGER,
    kicker TEXT NOT NULL,
    headline TEXT NOT NULL,
    picture TEXT NOT NULL,
    picture_alt TEXT NOT NULL,
    picture_hash TEXT NOT NULL
) STRICT;

PRAGMA user_version = 13;
