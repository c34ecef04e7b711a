-- in: story integer
DELETE FROM preview_link WHERE story_id = :story
