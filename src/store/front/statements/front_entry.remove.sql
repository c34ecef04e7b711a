-- in: story integer
DELETE FROM front_entry WHERE story_id = :story
