-- in: after_language text, after_position integer, limit integer
-- out: language text, position integer, label text, address text
SELECT language, position, label, address
FROM menu_link
WHERE (language, position) > (:after_language, :after_position)
ORDER BY language, position
LIMIT :limit
