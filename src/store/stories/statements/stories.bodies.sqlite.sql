-- The present bodies of those stories of `ids` that are published, in any order.
-- in: ids text
-- out: story integer, revision integer, body text
SELECT story.id, revision.number, revision.body
FROM json_each(:ids) AS wanted
CROSS JOIN story ON story.id = wanted.value
JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
WHERE story.status = 'published'
