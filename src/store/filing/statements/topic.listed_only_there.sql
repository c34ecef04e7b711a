-- Published articles about one topic that are not about the other as well.
-- in: topic integer, other integer
-- out: stories integer
SELECT count(*)
FROM story_topic AS filed
WHERE filed.topic_id = :topic AND filed.listed_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM story_topic AS also WHERE also.story_id = filed.story_id AND also.topic_id = :other)
