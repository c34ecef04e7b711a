-- in: story integer
DELETE FROM story_author WHERE story_id = :story
