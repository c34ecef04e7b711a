-- in: story integer
DELETE FROM comment WHERE story_id = :story
