-- in: story integer, listed_at integer
UPDATE story_topic SET listed_at = :listed_at WHERE story_id = :story
