-- What sitemaps need of every published story and page.
-- in: after integer, limit integer
-- out: id integer, revision integer, address text, headline text, language text, published_at integer, updated_at integer
SELECT id, revision, address, headline, language, published_at, updated_at
FROM story
WHERE id > :after AND status = 'published'
ORDER BY id
LIMIT :limit
