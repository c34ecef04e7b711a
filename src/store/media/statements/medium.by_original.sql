-- in: original text
-- out: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text
-- out: file_name text, alt text, caption text, credit text, copyright text, focal_x integer, focal_y integer, placeholder text
-- out: source text, created_at integer, created_by text, original_width integer, original_height integer, original_size integer
SELECT id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit, copyright, focal_x,
    focal_y, placeholder, coalesce(source, ''), created_at, created_by, original_width,
    original_height, original_size
FROM medium
WHERE original = :original
ORDER BY id
LIMIT 1
