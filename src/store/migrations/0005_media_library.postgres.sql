-- The library of media. What is no picture has no width. `focal_x`, `focal_y`: what a crop keeps, in thousandths from the left and the top;
-- null where nobody said. `placeholder`: a data: address. `words`: the texts of a row with their case folded, by which it is found.
ALTER TABLE medium
    DROP CONSTRAINT medium_width_check,
    DROP CONSTRAINT medium_height_check,
    ADD CONSTRAINT medium_width_check CHECK (width >= 0),
    ADD CONSTRAINT medium_height_check CHECK (height >= 0),
    ADD COLUMN copyright TEXT COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN focal_x BIGINT CHECK (focal_x BETWEEN 0 AND 1000),
    ADD COLUMN focal_y BIGINT CHECK (focal_y BETWEEN 0 AND 1000),
    ADD COLUMN placeholder TEXT COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN words TEXT COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN created_by TEXT COLLATE "C" NOT NULL DEFAULT 'import',
    ADD CONSTRAINT medium_focal_check CHECK ((focal_x IS NULL) = (focal_y IS NULL));
UPDATE medium SET words = lower(file_name || ' ' || alt || ' ' || caption || ' ' || credit);
ALTER TABLE medium
    ALTER COLUMN copyright DROP DEFAULT,
    ALTER COLUMN placeholder DROP DEFAULT,
    ALTER COLUMN words DROP DEFAULT,
    ALTER COLUMN created_by DROP DEFAULT;
CREATE INDEX medium_by_original ON medium (original);

-- The same picture in other widths and formats.
CREATE TABLE rendition (
    medium_id BIGINT NOT NULL REFERENCES medium (id),
    hash TEXT COLLATE "C" NOT NULL,
    content_type TEXT COLLATE "C" NOT NULL,
    width BIGINT NOT NULL CHECK (width > 0),
    height BIGINT NOT NULL CHECK (height > 0),
    size BIGINT NOT NULL CHECK (size > 0),
    PRIMARY KEY (medium_id, hash)
);
CREATE INDEX rendition_by_hash ON rendition (hash);

-- The hashes by which stories may name a medium: that of its file, and those of files that it has replaced.
CREATE TABLE medium_address (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    medium_id BIGINT NOT NULL REFERENCES medium (id)
);
CREATE INDEX medium_address_of_medium ON medium_address (medium_id);
INSERT INTO medium_address (hash, medium_id) SELECT hash, min(id) FROM medium GROUP BY hash;

-- Which files the latest revision of a story, or its draft, names, whether they are there or not.
CREATE TABLE medium_use (
    hash TEXT COLLATE "C" NOT NULL,
    story_id BIGINT NOT NULL REFERENCES story (id),
    PRIMARY KEY (hash, story_id)
);
CREATE INDEX medium_use_of_story ON medium_use (story_id);

-- Files that no row names any more, until they are removed.
CREATE TABLE medium_gone (
    hash TEXT COLLATE "C" NOT NULL,
    part TEXT COLLATE "C" NOT NULL CHECK (part IN ('rendition', 'original')),
    content_type TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (hash, part)
);

-- What stories have named so far. Costs nothing where no picture was ever taken in.
INSERT INTO medium_use (hash, story_id)
SELECT DISTINCT found.hash, found.story_id
FROM (
    SELECT story.id AS story_id, (regexp_matches(revision.lead_source || ' ' || revision.body, '/media/([0-9a-f]{64})\.', 'g'))[1] AS hash
    FROM story
    JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
    WHERE EXISTS (SELECT 1 FROM medium) AND (strpos(revision.body, '/media/') > 0 OR strpos(revision.lead_source, '/media/') > 0)
) AS found
JOIN medium_address ON medium_address.hash = found.hash;

UPDATE schema_version SET version = 5;
