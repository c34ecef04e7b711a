-- Names that only unpublished stories have are not shown to readers. A section may be shown while it is empty: where an editor made it.
ALTER TABLE section ADD COLUMN chosen INTEGER NOT NULL DEFAULT 0;
UPDATE section SET chosen = 1 WHERE position <> 0 OR description <> '';

-- What readers' lists of topics and authors go along.
CREATE INDEX topic_in_use ON topic (name, id) WHERE stories > 0;
CREATE INDEX author_in_use ON author (name, id) WHERE stories > 0;
-- Whether a published page has the name: few rows beside those of drafts.
CREATE INDEX story_topic_unlisted ON story_topic (topic_id) WHERE listed_at IS NULL;
CREATE INDEX story_author_unlisted ON story_author (author_id) WHERE listed_at IS NULL;
CREATE INDEX story_page_by_section ON story (section_id) WHERE status = 'published' AND kind = 'page';

PRAGMA user_version = 10;
