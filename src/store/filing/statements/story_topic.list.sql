-- in: story integer
-- out: id integer, slug text, name text, description text, stories integer
SELECT topic.id, topic.slug, topic.name, topic.description, topic.stories
FROM story_topic
JOIN topic ON topic.id = story_topic.topic_id
WHERE story_topic.story_id = :story
ORDER BY story_topic.position
