-- in: story integer
-- out: number integer
SELECT coalesce(max(number), 0) FROM note WHERE story_id = :story
