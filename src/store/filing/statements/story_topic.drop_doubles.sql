-- Stories that are about both topics stay with the other.
-- in: topic integer, other integer
DELETE FROM story_topic
WHERE topic_id = :topic AND EXISTS (SELECT 1 FROM story_topic AS also WHERE also.story_id = story_topic.story_id AND also.topic_id = :other)
