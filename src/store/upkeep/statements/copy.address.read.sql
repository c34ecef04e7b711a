-- in: after_path text, limit integer
-- out: path text, kind text, story_id integer, target text
SELECT path, kind, story_id, target
FROM address
WHERE path > :after_path
ORDER BY path
LIMIT :limit
