-- in: slug text
-- out: id integer, slug text, name text, biography text, email text, url text, organisation text, stories integer
SELECT id, slug, name, biography, email, url, organisation, stories FROM author WHERE slug = :slug
