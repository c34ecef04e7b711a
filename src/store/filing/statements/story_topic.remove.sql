-- in: story integer, topic integer
DELETE FROM story_topic WHERE story_id = :story AND topic_id = :topic
