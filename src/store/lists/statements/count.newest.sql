-- in: from integer, before integer
-- out: stories integer
SELECT count(*)
FROM story
WHERE listed_at IS NOT NULL AND listed_at >= :from AND listed_at < :before
