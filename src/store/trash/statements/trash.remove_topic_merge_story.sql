-- in: story integer
DELETE FROM topic_merge_story WHERE story_id = :story
