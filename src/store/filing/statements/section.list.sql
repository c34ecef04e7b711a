-- out: id integer, slug text, name text, description text, stories integer, position integer, chosen integer
SELECT id, slug, name, description, stories, position, chosen FROM section ORDER BY position, name, id
