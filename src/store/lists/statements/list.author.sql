-- in: author integer, from integer, before integer, limit integer, offset integer
-- out: id integer
SELECT story_id
FROM story_author
WHERE author_id = :author AND listed_at IS NOT NULL AND listed_at >= :from AND listed_at < :before
ORDER BY listed_at DESC, story_id DESC
LIMIT :limit OFFSET :offset
