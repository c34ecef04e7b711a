-- Published pages under this topic: no list counts them.
-- in: id integer
-- out: pages integer
SELECT count(*)
FROM story_topic
JOIN story ON story.id = story_topic.story_id
WHERE story_topic.topic_id = :id AND story_topic.listed_at IS NULL AND story.status = 'published'
