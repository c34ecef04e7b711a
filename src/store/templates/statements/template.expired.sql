-- in: before integer, limit integer
-- out: id integer
SELECT id FROM story_template WHERE deleted_at < :before ORDER BY id LIMIT :limit
