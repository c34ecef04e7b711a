-- Stories that readers can be led to, but whose own address is not theirs.
-- out: story integer
SELECT story.id
FROM story
LEFT JOIN address ON address.path = story.address
WHERE story.address <> '' AND (address.path IS NULL OR address.kind <> 'current' OR address.story_id <> story.id)
ORDER BY story.id
