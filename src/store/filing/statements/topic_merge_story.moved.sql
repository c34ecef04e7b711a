-- Published articles that a merge handed on and that are still about the topic that stayed.
-- in: merge integer, other integer
-- out: stories integer
SELECT count(*)
FROM topic_merge_story AS kept
JOIN story_topic AS filed ON filed.story_id = kept.story_id AND filed.topic_id = :other
WHERE kept.merge_id = :merge AND kept.moved = 1 AND filed.listed_at IS NOT NULL
