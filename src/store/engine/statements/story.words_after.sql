-- in: after integer, limit integer
-- out: id integer, headline text, headline_words text
SELECT id, headline, headline_words
FROM story
WHERE id > :after
ORDER BY id
LIMIT :limit
