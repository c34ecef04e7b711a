-- out: listed_at integer
SELECT listed_at FROM story WHERE listed_at IS NOT NULL ORDER BY listed_at DESC, id DESC
