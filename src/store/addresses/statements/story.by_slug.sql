-- in: slug text, except integer
-- out: id integer
SELECT id FROM story WHERE slug = :slug AND id <> :except LIMIT 1
