-- in: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text
-- in: file_name text, alt text, caption text, credit text, source text, created_at integer
INSERT INTO medium (id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit,
    source, created_at)
VALUES (:id, :hash, :content_type, :width, :height, :size, :original, :original_type, :file_name, :alt, :caption, :credit,
    nullif(:source, ''), :created_at)
