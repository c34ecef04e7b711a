-- out: story integer
SELECT front_entry.story_id
FROM front_entry
JOIN story ON story.id = front_entry.story_id
WHERE story.listed_at IS NULL
ORDER BY front_entry.place
