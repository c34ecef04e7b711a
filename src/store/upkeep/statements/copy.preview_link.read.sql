-- in: after_story_id integer, after_number integer, limit integer
-- out: story_id integer, number integer, hash text, created_at integer, created_by text, expires_at integer
SELECT story_id, number, hash, created_at, created_by, expires_at
FROM preview_link
WHERE (story_id, number) > (:after_story_id, :after_number)
ORDER BY story_id, number
LIMIT :limit
