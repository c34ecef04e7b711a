-- in: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text
-- in: file_name text, alt text, caption text, credit text, copyright text, focal_x integer, focal_y integer, placeholder text
-- in: words text, original_width integer, original_height integer, original_size integer
UPDATE medium
SET hash = :hash, content_type = :content_type, width = :width, height = :height, size = :size, original = :original,
    original_type = :original_type, file_name = :file_name, alt = :alt, caption = :caption, credit = :credit,
    copyright = :copyright, focal_x = :focal_x, focal_y = :focal_y, placeholder = :placeholder, words = :words,
    original_width = :original_width, original_height = :original_height, original_size = :original_size
WHERE id = :id
