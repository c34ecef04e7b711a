-- in: story integer
DELETE FROM medium_use WHERE story_id = :story
