-- in: after_id integer, limit integer
-- out: id integer, slug text, name text, biography text, email text, url text, organisation text, stories integer
SELECT id, slug, name, biography, email, url, organisation, stories
FROM author
WHERE id > :after_id
ORDER BY id
LIMIT :limit
