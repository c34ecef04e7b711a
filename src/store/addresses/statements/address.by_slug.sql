-- The addresses of published stories with a slug: at most two, since more than one is as good as none.
-- in: slug text
-- out: address text
SELECT address
FROM story
WHERE slug = :slug AND status = 'published'
ORDER BY id
LIMIT 2
