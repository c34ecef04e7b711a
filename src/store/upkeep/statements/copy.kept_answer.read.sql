-- in: after_key text, limit integer
-- out: key text, who text, at integer, request text, status integer, etag text, location text, body text, sealed integer, size integer
SELECT key, who, at, request, status, etag, location, body, sealed, size
FROM kept_answer
WHERE key > :after_key
ORDER BY key
LIMIT :limit
