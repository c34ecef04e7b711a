-- in: story integer
DELETE FROM proposal WHERE story_id = :story
