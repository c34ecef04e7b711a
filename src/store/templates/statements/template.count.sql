-- Deleted ones do not count.
-- out: templates integer
SELECT count(*) FROM story_template WHERE deleted_at IS NULL
