-- Stories whose date in the list of a topic is not their own.
-- out: story integer
SELECT DISTINCT story_topic.story_id
FROM story_topic
JOIN story ON story.id = story_topic.story_id
WHERE (story_topic.listed_at IS NULL) <> (story.listed_at IS NULL) OR story_topic.listed_at <> story.listed_at
ORDER BY story_topic.story_id
