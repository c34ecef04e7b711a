-- Apart from the tables, so that a synthetic site can fill those first and build these in one go.
CREATE INDEX story_newest ON story (listed_at DESC, id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_by_language ON story (language, listed_at DESC, id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_by_section ON story (section_id, listed_at DESC, id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_due ON story (published_at) WHERE status = 'scheduled';
CREATE INDEX story_last_saved ON story (updated_at DESC, id DESC);
CREATE INDEX story_by_slug ON story (slug);
CREATE INDEX story_unpublished_of ON story (created_by, updated_at DESC) WHERE status <> 'published';
CREATE INDEX story_translations ON story (translation_key) WHERE translation_key <> '';
CREATE UNIQUE INDEX story_by_source ON story (source) WHERE source IS NOT NULL;
CREATE INDEX story_topic_newest ON story_topic (topic_id, listed_at DESC, story_id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX story_author_newest ON story_author (author_id, listed_at DESC, story_id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX address_of_story ON address (story_id) WHERE story_id IS NOT NULL;
CREATE INDEX view_hour_by_story ON view_hour (story_id, hour);

UPDATE schema_version SET version = 2;
