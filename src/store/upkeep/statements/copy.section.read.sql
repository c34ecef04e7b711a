-- in: after_id integer, limit integer
-- out: id integer, slug text, name text, description text, stories integer, position integer, chosen integer
SELECT id, slug, name, description, stories, position, chosen
FROM section
WHERE id > :after_id
ORDER BY id
LIMIT :limit
