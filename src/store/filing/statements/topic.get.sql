-- in: id integer
-- out: id integer, slug text, name text, description text, stories integer
SELECT id, slug, name, description, stories FROM topic WHERE id = :id
