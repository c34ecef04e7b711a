-- in: path text
-- out: kind text, story integer, status text, current text, target text
SELECT address.kind, address.story_id, story.status, story.address, address.target
FROM address
LEFT JOIN story ON story.id = address.story_id
WHERE address.path = :path
