-- in: after_key text, limit integer
-- out: key text, value text
SELECT key, value
FROM setting
WHERE key > :after_key
ORDER BY key
LIMIT :limit
