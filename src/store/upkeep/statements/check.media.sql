-- out: id integer, hash text, content_type text, original text, original_type text, size integer
SELECT id, hash, content_type, original, original_type, size
FROM medium
ORDER BY id
