-- in: topic integer, other integer
UPDATE story_topic SET topic_id = :other WHERE topic_id = :topic
