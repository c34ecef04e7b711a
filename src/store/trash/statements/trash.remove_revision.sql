-- in: story integer
DELETE FROM revision WHERE story_id = :story
