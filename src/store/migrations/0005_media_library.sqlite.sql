-- The library of media. `medium` is made anew, since what is no picture has no width, and SQLite cannot change that in place.
-- `focal_x`, `focal_y`: what a crop keeps, in thousandths from the left and the top; null where nobody said. `placeholder`: a data: address.
-- `words`: the texts of a row with their case folded, by which it is found.
DROP INDEX medium_by_hash;
ALTER TABLE medium RENAME TO medium_before;
CREATE TABLE medium (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width >= 0),
    height INTEGER NOT NULL CHECK (height >= 0),
    size INTEGER NOT NULL CHECK (size > 0),
    original TEXT NOT NULL,
    original_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    credit TEXT NOT NULL,
    copyright TEXT NOT NULL,
    focal_x INTEGER CHECK (focal_x BETWEEN 0 AND 1000),
    focal_y INTEGER CHECK (focal_y BETWEEN 0 AND 1000),
    placeholder TEXT NOT NULL,
    words TEXT NOT NULL,
    source TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    CHECK ((focal_x IS NULL) = (focal_y IS NULL))
) STRICT;
INSERT INTO medium (id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit, copyright,
    placeholder, words, source, created_at, created_by)
SELECT id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit, '',
    '', lower(file_name || ' ' || alt || ' ' || caption || ' ' || credit), source, created_at, 'import'
FROM medium_before
ORDER BY id;
DROP TABLE medium_before;
CREATE INDEX medium_by_hash ON medium (hash);
CREATE INDEX medium_by_original ON medium (original);

-- The same picture in other widths and formats.
CREATE TABLE rendition (
    medium_id INTEGER NOT NULL REFERENCES medium (id),
    hash TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    size INTEGER NOT NULL CHECK (size > 0),
    PRIMARY KEY (medium_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX rendition_by_hash ON rendition (hash);

-- The hashes by which stories may name a medium: that of its file, and those of files that it has replaced.
CREATE TABLE medium_address (
    hash TEXT NOT NULL PRIMARY KEY,
    medium_id INTEGER NOT NULL REFERENCES medium (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX medium_address_of_medium ON medium_address (medium_id);
INSERT INTO medium_address (hash, medium_id) SELECT hash, min(id) FROM medium GROUP BY hash;

-- Which files the latest revision of a story, or its draft, names, whether they are there or not.
CREATE TABLE medium_use (
    hash TEXT NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story (id),
    PRIMARY KEY (hash, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX medium_use_of_story ON medium_use (story_id);

-- Files that no row names any more, until they are removed.
CREATE TABLE medium_gone (
    hash TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('rendition', 'original')),
    content_type TEXT NOT NULL,
    PRIMARY KEY (hash, part)
) STRICT, WITHOUT ROWID;

-- What stories have named so far. Costs nothing where no picture was ever taken in.
WITH RECURSIVE latest (story_id, text) AS (
    SELECT story.id, revision.lead_source || ' ' || revision.body
    FROM story
    JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
    WHERE EXISTS (SELECT 1 FROM medium) AND (instr(revision.body, '/media/') > 0 OR instr(revision.lead_source, '/media/') > 0)
), found (story_id, hash, rest) AS (
    SELECT story_id, '', text FROM latest
    UNION ALL
    SELECT story_id, substr(rest, instr(rest, '/media/') + 7, 64), substr(rest, instr(rest, '/media/') + 7)
    FROM found
    WHERE instr(rest, '/media/') > 0
)
INSERT INTO medium_use (hash, story_id)
SELECT DISTINCT found.hash, found.story_id
FROM found
JOIN medium_address ON medium_address.hash = found.hash;

PRAGMA user_version = 5;
