-- in: story integer
-- out: answers integer
SELECT count(*) FROM note WHERE story_id = :story AND answers <> 0
