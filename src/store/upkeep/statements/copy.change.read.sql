-- in: after_number integer, limit integer
-- out: number integer, at integer, kind text, story_id integer, tags text
SELECT number, at, kind, story_id, tags
FROM change
WHERE number > :after_number
ORDER BY number
LIMIT :limit
