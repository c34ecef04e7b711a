-- in: story integer, topic integer
-- out: listed integer
SELECT CASE WHEN listed_at IS NULL THEN 0 ELSE 1 END FROM story_topic WHERE story_id = :story AND topic_id = :topic
