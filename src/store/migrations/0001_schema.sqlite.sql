-- Sections, topics and authors carry the number of published articles that are filed under them (`stories`), so that a page of a
-- list knows how many pages there are without counting a million rows.
CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT;

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT;

CREATE TABLE topic_alias (
    alias TEXT NOT NULL PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topic (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX topic_alias_by_topic ON topic_alias (topic_id);

CREATE TABLE author (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    biography TEXT NOT NULL,
    email TEXT NOT NULL,
    url TEXT NOT NULL,
    organisation TEXT NOT NULL,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT;

-- The state of a story and the words of its latest revision, but for the body. `address` is empty until it has one of its own:
-- at its first publication, or when it brings one along. `listed_at` is
-- `published_at` while it stands in lists, so that an index holds all that a list needs. `opening` is the beginning of the body where there is no standfirst.
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'page')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'scheduled', 'published', 'withdrawn')),
    revision INTEGER NOT NULL,
    slug TEXT NOT NULL,
    address TEXT NOT NULL,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    opening TEXT NOT NULL,
    section_id INTEGER REFERENCES section (id),
    language TEXT NOT NULL,
    lead_source TEXT NOT NULL,
    lead_alt TEXT NOT NULL,
    lead_caption TEXT NOT NULL,
    lead_credit TEXT NOT NULL,
    translation_key TEXT NOT NULL,
    published_at INTEGER,
    listed_at INTEGER,
    updated_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    withdrawn_reason TEXT NOT NULL,
    source TEXT,
    source_hash TEXT NOT NULL,
    CHECK (listed_at IS CASE WHEN status = 'published' AND kind = 'article' THEN published_at END),
    CHECK (status NOT IN ('scheduled', 'published', 'withdrawn') OR published_at IS NOT NULL),
    CHECK (status NOT IN ('published', 'withdrawn') OR address <> '')
) STRICT;

CREATE TABLE revision (
    story_id INTEGER NOT NULL REFERENCES story (id),
    number INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    kind TEXT NOT NULL,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    slug TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,
    authors TEXT NOT NULL,
    language TEXT NOT NULL,
    lead_source TEXT NOT NULL,
    lead_alt TEXT NOT NULL,
    lead_caption TEXT NOT NULL,
    lead_credit TEXT NOT NULL,
    translation_key TEXT NOT NULL,
    PRIMARY KEY (story_id, number)
) STRICT;

-- `listed_at` repeats the story's: a topic's list is one range of an index.
CREATE TABLE story_topic (
    story_id INTEGER NOT NULL REFERENCES story (id),
    position INTEGER NOT NULL,
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    listed_at INTEGER,
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_author (
    story_id INTEGER NOT NULL REFERENCES story (id),
    position INTEGER NOT NULL,
    author_id INTEGER NOT NULL REFERENCES author (id),
    listed_at INTEGER,
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;

-- Every path that ever led somewhere. `target` is of a redirect that names a path and no story.
CREATE TABLE address (
    path TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('current', 'former', 'redirect')),
    story_id INTEGER REFERENCES story (id),
    target TEXT NOT NULL,
    CHECK ((kind = 'redirect') = (story_id IS NULL))
) STRICT, WITHOUT ROWID;

-- Published articles per month of the site's time zone, and in all: "article", "page", "language:fa".
CREATE TABLE month (
    month TEXT NOT NULL PRIMARY KEY,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
    name TEXT NOT NULL PRIMARY KEY,
    stories INTEGER NOT NULL CHECK (stories >= 0)
) STRICT, WITHOUT ROWID;

-- The hour stands first: what is written lies together, and a window is one range.
CREATE TABLE view_hour (
    hour INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL,
    PRIMARY KEY (hour, story_id)
) STRICT, WITHOUT ROWID;

-- One row for each story from its beginning, so that adding to it also tells whether the story exists.
CREATE TABLE view_total (
    story_id INTEGER PRIMARY KEY REFERENCES story (id),
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL
) STRICT;

-- Batches of views that are durable and not yet added up: one row costs what a dozen additions do, whatever it holds.
CREATE TABLE view_log (
    number INTEGER PRIMARY KEY,
    counts TEXT NOT NULL
) STRICT;

CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    story_id INTEGER,
    tags TEXT NOT NULL
) STRICT;

-- What the derived columns were made with ("time_zone").
CREATE TABLE made_with (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 0x53746f70;
PRAGMA user_version = 1;
