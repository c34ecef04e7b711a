-- in: after integer, limit integer
-- out: id integer
SELECT id FROM story WHERE id > :after AND status = 'published' ORDER BY id LIMIT :limit
