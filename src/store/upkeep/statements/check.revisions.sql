-- out: story integer, number integer, body text, latest integer
SELECT revision.story_id, revision.number, revision.body, CASE WHEN story.revision = revision.number THEN 1 ELSE 0 END
FROM revision JOIN story ON story.id = revision.story_id
ORDER BY revision.story_id, revision.number
