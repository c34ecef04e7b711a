-- in: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text, file_name text, alt text, caption text, credit text
UPDATE medium
SET hash = :hash, content_type = :content_type, width = :width, height = :height, size = :size, original = :original,
    original_type = :original_type, file_name = :file_name, alt = :alt, caption = :caption, credit = :credit
WHERE id = :id
