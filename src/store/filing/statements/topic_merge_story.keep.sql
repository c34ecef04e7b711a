-- in: merge integer, topic integer, other integer
INSERT INTO topic_merge_story (merge_id, story_id, moved)
SELECT :merge, filed.story_id,
    CASE WHEN EXISTS (SELECT 1 FROM story_topic AS also WHERE also.story_id = filed.story_id AND also.topic_id = :other) THEN 0 ELSE 1 END
FROM story_topic AS filed
WHERE filed.topic_id = :topic
