-- in: story integer
DELETE FROM draft_version WHERE story_id = :story
