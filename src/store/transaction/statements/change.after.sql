-- in: number integer, limit integer
-- out: number integer, at integer, kind text, story integer, tags text
SELECT number, at, kind, coalesce(story_id, 0), tags
FROM change
WHERE number > :number
ORDER BY number
LIMIT :limit
