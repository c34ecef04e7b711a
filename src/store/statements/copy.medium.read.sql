-- in: after_id integer, limit integer
-- out: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text
-- out: file_name text, alt text, caption text, credit text, source text, created_at integer
SELECT id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit,
    coalesce(source, ''), created_at
FROM medium
WHERE id > :after_id
ORDER BY id
LIMIT :limit
