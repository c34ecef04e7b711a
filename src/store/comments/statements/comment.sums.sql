-- in: story integer
-- out: comments integer, hidden integer
SELECT count(*), count(*) FILTER (WHERE hidden = 1) FROM comment WHERE story_id = :story AND removed = ''
