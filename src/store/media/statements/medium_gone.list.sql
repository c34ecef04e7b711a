-- out: hash text, part text, content_type text
SELECT hash, part, content_type
FROM medium_gone
ORDER BY hash, part
