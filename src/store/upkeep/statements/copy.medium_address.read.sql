-- in: after_hash text, limit integer
-- out: hash text, medium_id integer
SELECT hash, medium_id
FROM medium_address
WHERE hash > :after_hash
ORDER BY hash
LIMIT :limit
