-- in: story integer
DELETE FROM draft WHERE story_id = :story
