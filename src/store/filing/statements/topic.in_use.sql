-- Topics with published articles, by name, along the index topic_in_use.
-- in: limit integer, offset integer
-- out: id integer, slug text, name text, description text, stories integer
SELECT id, slug, name, '', stories FROM topic WHERE stories > 0 ORDER BY name, id LIMIT :limit OFFSET :offset
