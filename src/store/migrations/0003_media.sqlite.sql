-- Pictures that were taken in. The files are in the site's folder: media/HASH.EXT is what readers get, media/originals/HASH.EXT what it was
-- made of. `hash` is of the first, `original` of the second; one picture that came in twice has two rows and one pair of files.
-- `source` is its address where it came from, and null for what was never anywhere else.
CREATE TABLE medium (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    size INTEGER NOT NULL CHECK (size > 0),
    original TEXT NOT NULL,
    original_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    credit TEXT NOT NULL,
    source TEXT UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX medium_by_hash ON medium (hash);

PRAGMA user_version = 3;
