-- in: after_id integer, limit integer
-- out: id integer, slug text, name text, description text, stories integer
SELECT id, slug, name, description, stories
FROM topic
WHERE id > :after_id
ORDER BY id
LIMIT :limit
