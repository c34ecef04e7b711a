-- out: stories integer
SELECT count(*) FROM story
