-- in: section integer, from integer, before integer, limit integer, offset integer
-- out: id integer
SELECT id
FROM story
WHERE listed_at IS NOT NULL AND section_id = :section AND listed_at >= :from AND listed_at < :before
ORDER BY listed_at DESC, id DESC
LIMIT :limit OFFSET :offset
