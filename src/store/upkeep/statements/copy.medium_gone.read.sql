-- in: after_hash text, after_part text, limit integer
-- out: hash text, part text, content_type text
SELECT hash, part, content_type
FROM medium_gone
WHERE (hash, part) > (:after_hash, :after_part)
ORDER BY hash, part
LIMIT :limit
