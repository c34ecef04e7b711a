-- in: story integer
DELETE FROM notification WHERE story_id = :story
