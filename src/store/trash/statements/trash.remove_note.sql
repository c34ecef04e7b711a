-- in: story integer
DELETE FROM note WHERE story_id = :story
