-- in: limit integer
-- out: id integer, headline text
SELECT id, headline
FROM story
WHERE headline_words = ''
ORDER BY id
LIMIT :limit
