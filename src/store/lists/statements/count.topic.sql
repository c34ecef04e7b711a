-- in: topic integer, from integer, before integer
-- out: stories integer
SELECT count(*)
FROM story_topic
WHERE topic_id = :topic AND listed_at IS NOT NULL AND listed_at >= :from AND listed_at < :before
