-- The id that feeds name a story by: kept from its first publication on, whatever becomes of its date and of the site's address. Empty: it was never
-- published. Ids of stories from before hold the host of the site's address, so the program fills them in at its start.
ALTER TABLE story ADD COLUMN feed_id TEXT NOT NULL DEFAULT '';

-- Whether somebody named the language, or it is the site's because nobody did: then a story's letters can say that it is another.
ALTER TABLE story ADD COLUMN language_named INTEGER NOT NULL DEFAULT 0;
ALTER TABLE draft ADD COLUMN language_named INTEGER NOT NULL DEFAULT 0;

CREATE INDEX story_by_feed_id ON story (feed_id) WHERE feed_id <> '';
CREATE INDEX story_without_feed_id ON story (id) WHERE feed_id = '' AND published_at IS NOT NULL AND status <> 'scheduled';

PRAGMA user_version = 11;
