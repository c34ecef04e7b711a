-- 0 or 1.
-- out: stories integer
SELECT count(*) FROM (SELECT 1 FROM story LIMIT 1) AS first
