-- in: story integer
-- out: number integer, at integer, written_by text, words text, passage text, resolved_at integer, resolved_by text, answers integer
SELECT number, at, written_by, words, passage, resolved_at, resolved_by, answers
FROM note
WHERE story_id = :story
ORDER BY number
