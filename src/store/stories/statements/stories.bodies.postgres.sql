-- The present bodies of those stories of `ids` that are published, in any order.
-- in: ids text
-- out: story integer, revision integer, body text
SELECT story.id, revision.number, revision.body
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN story ON story.id = wanted.id
JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
WHERE story.status = 'published'
