-- The line stays, without its link.
-- in: story integer
UPDATE front SET line_story_id = NULL WHERE line_story_id = :story
