-- Comments that an import brought from an earlier site. Nobody can add one here. `number` is that among the comments of its story, and is never given again.
-- `source` is the comment's id in the earlier system, `parent` that of the comment that it answers, which may be missing. `anchor`: its id in a page.
-- `author`: the slug of an author of the site who wrote it, if that is sure. `removed`: 'here' by the newsroom, 'there' by the earlier site; then name, url,
-- author and body are empty, and the row only says that the comment is not to come back.
CREATE TABLE comment (
    story_id BIGINT NOT NULL REFERENCES story (id),
    number BIGINT NOT NULL CHECK (number > 0),
    source TEXT COLLATE "C" NOT NULL,
    parent TEXT COLLATE "C" NOT NULL,
    anchor TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    hidden BIGINT NOT NULL CHECK (hidden IN (0, 1)),
    removed TEXT COLLATE "C" NOT NULL CHECK (removed IN ('', 'here', 'there')),
    PRIMARY KEY (story_id, number)
);
CREATE UNIQUE INDEX comment_by_source ON comment (story_id, source);

UPDATE schema_version SET version = 22;
