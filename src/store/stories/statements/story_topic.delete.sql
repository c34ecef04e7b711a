-- in: story integer
DELETE FROM story_topic WHERE story_id = :story
