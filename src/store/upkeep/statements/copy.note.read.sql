-- in: after_story_id integer, after_number integer, limit integer
-- out: story_id integer, number integer, at integer, written_by text, words text, passage text, resolved_at integer
-- out: resolved_by text
SELECT story_id, number, at, written_by, words, passage, resolved_at, resolved_by
FROM note
WHERE (story_id, number) > (:after_story_id, :after_number)
ORDER BY story_id, number
LIMIT :limit
