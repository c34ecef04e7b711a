-- out: corrections integer
SELECT count(*)
FROM correction
JOIN story ON story.id = correction.story_id
WHERE story.status = 'published'
