-- in: after_hash text, after_story_id integer, limit integer
-- out: hash text, story_id integer
SELECT hash, story_id
FROM medium_use
WHERE (hash, story_id) > (:after_hash, :after_story_id)
ORDER BY hash, story_id
LIMIT :limit
