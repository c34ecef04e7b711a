-- in: story integer, topic integer, other integer
UPDATE story_topic SET topic_id = :other WHERE story_id = :story AND topic_id = :topic
