-- Those of published stories and pages, newest first.
-- in: limit integer, offset integer
-- out: story integer, number integer, at integer, kind text, words text
SELECT correction.story_id, correction.number, correction.at, correction.kind, correction.words
FROM correction
JOIN story ON story.id = correction.story_id
WHERE story.status = 'published'
ORDER BY correction.at DESC, correction.story_id DESC, correction.number DESC
LIMIT :limit OFFSET :offset
