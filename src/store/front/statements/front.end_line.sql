-- in: now integer
UPDATE front SET line = '', line_story_id = NULL, line_until = NULL WHERE line_until <= :now
