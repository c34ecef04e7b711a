-- in: story integer
DELETE FROM address WHERE story_id = :story
