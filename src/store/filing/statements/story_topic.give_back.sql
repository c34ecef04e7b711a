-- in: merge integer, topic integer, other integer
UPDATE story_topic SET topic_id = :topic
WHERE topic_id = :other AND story_id IN (SELECT story_id FROM topic_merge_story WHERE merge_id = :merge AND moved = 1)
