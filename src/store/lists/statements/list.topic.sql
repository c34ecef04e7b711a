-- in: topic integer, from integer, before integer, limit integer, offset integer
-- out: id integer
SELECT story_id
FROM story_topic
WHERE topic_id = :topic AND listed_at IS NOT NULL AND listed_at >= :from AND listed_at < :before
ORDER BY listed_at DESC, story_id DESC
LIMIT :limit OFFSET :offset
