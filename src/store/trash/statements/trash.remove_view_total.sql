-- in: story integer
DELETE FROM view_total WHERE story_id = :story
