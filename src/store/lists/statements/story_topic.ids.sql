-- in: story integer
-- out: id integer
SELECT topic_id FROM story_topic WHERE story_id = :story ORDER BY position
