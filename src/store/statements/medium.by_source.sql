-- in: source text
-- out: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text, file_name text, alt text, caption text, credit text, created_at integer
SELECT id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit, created_at
FROM medium
WHERE source = :source
