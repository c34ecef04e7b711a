-- out: id integer, slug text, name text, description text, stories integer
SELECT id, slug, name, description, stories FROM section ORDER BY name, id
