-- in: story integer, last integer
DELETE FROM draft_version WHERE story_id = :story AND number <= :last
