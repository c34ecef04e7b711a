-- in: after_merge_id integer, after_story_id integer, limit integer
-- out: merge_id integer, story_id integer, moved integer
SELECT merge_id, story_id, moved
FROM topic_merge_story
WHERE (merge_id, story_id) > (:after_merge_id, :after_story_id)
ORDER BY merge_id, story_id
LIMIT :limit
