-- in: story integer
-- out: number integer
SELECT coalesce(max(number), 0) FROM comment WHERE story_id = :story
