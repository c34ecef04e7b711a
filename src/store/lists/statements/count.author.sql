-- in: author integer, from integer, before integer
-- out: stories integer
SELECT count(*)
FROM story_author
WHERE author_id = :author AND listed_at IS NOT NULL AND listed_at >= :from AND listed_at < :before
