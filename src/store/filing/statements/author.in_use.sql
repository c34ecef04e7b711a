-- Authors with published articles, by name, along the index author_in_use.
-- in: limit integer, offset integer
-- out: id integer, slug text, name text, biography text, email text, url text, organisation text, stories integer
SELECT id, slug, name, '', '', '', '', stories FROM author WHERE stories > 0 ORDER BY name, id LIMIT :limit OFFSET :offset
