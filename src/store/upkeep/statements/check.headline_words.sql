-- out: story integer, headline text, headline_words text
SELECT id, headline, headline_words FROM story ORDER BY id
