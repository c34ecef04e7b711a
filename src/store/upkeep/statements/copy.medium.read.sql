-- in: after_id integer, limit integer
-- out: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text
-- out: file_name text, alt text, caption text, credit text, copyright text, focal_x integer, focal_y integer, placeholder text
-- out: words text, source text, created_at integer, created_by text
SELECT id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit, copyright, focal_x,
    focal_y, placeholder, words, coalesce(source, ''), created_at, created_by
FROM medium
WHERE id > :after_id
ORDER BY id
LIMIT :limit
