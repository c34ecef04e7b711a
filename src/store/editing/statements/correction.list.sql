-- Those of one story, in the order in which they were made.
-- in: story integer
-- out: number integer, at integer, kind text, words text
SELECT number, at, kind, words
FROM correction
WHERE story_id = :story
ORDER BY number
