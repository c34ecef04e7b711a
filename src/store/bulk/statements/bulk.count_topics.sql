UPDATE topic
SET stories = counted.stories
FROM (SELECT topic_id, count(*) AS stories FROM story_topic WHERE listed_at IS NOT NULL GROUP BY topic_id) AS counted
WHERE counted.topic_id = topic.id
