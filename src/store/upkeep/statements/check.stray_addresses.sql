-- Addresses that say they are a story's current one, which has another.
-- out: path text
SELECT address.path
FROM address
JOIN story ON story.id = address.story_id
WHERE address.kind = 'current' AND story.address <> address.path
ORDER BY address.path
