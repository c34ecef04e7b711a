-- Behind the story's other topics.
-- in: merge integer, topic integer, other integer
INSERT INTO story_topic (story_id, position, topic_id, listed_at)
SELECT filed.story_id, (SELECT max(last.position) + 1 FROM story_topic AS last WHERE last.story_id = filed.story_id), :topic, filed.listed_at
FROM story_topic AS filed
WHERE filed.topic_id = :other AND filed.story_id IN (SELECT story_id FROM topic_merge_story WHERE merge_id = :merge AND moved = 0)
