-- in: after_story_id integer, after_number integer, limit integer
-- out: story_id integer, number integer, at integer, written_by text, kind text, words text
SELECT story_id, number, at, written_by, kind, words
FROM correction
WHERE (story_id, number) > (:after_story_id, :after_number)
ORDER BY story_id, number
LIMIT :limit
