-- in: id integer, hash text, content_type text, width integer, height integer, size integer, original text, original_type text
-- in: file_name text, alt text, caption text, credit text, copyright text, focal_x integer, focal_y integer, placeholder text
-- in: words text, source text, created_at integer, created_by text
INSERT INTO medium (id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit, copyright, focal_x,
    focal_y, placeholder, words, source, created_at, created_by)
VALUES (:id, :hash, :content_type, :width, :height, :size, :original, :original_type, :file_name, :alt, :caption, :credit, :copyright,
    :focal_x, :focal_y, :placeholder, :words, nullif(:source, ''), :created_at, :created_by)
