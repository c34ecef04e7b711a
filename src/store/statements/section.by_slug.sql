-- in: slug text
-- out: id integer, slug text, name text, description text, stories integer, position integer
SELECT id, slug, name, description, stories, position FROM section WHERE slug = :slug
