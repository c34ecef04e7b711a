-- in: story integer
-- out: who text
SELECT DISTINCT written_by FROM note WHERE story_id = :story ORDER BY written_by
