-- The number of a deleted one is not given to another: the audit log names it.
-- in: hash text, content_type text, width integer, height integer, size integer, original text, original_type text, file_name text
-- in: alt text, caption text, credit text, copyright text, focal_x integer, focal_y integer, placeholder text, words text, source text
-- in: created_at integer, created_by text, original_width integer, original_height integer, original_size integer
-- out: id integer
INSERT INTO medium (id, hash, content_type, width, height, size, original, original_type, file_name, alt, caption, credit, copyright, focal_x, focal_y,
    placeholder, words, source, created_at, created_by, original_width, original_height, original_size)
VALUES ((SELECT coalesce(max(id), 0) + 1
         FROM (SELECT max(id) AS id FROM medium UNION ALL SELECT number FROM last_number_of WHERE kind = 'medium')),
    :hash, :content_type, :width, :height, :size, :original, :original_type, :file_name, :alt, :caption, :credit, :copyright,
    :focal_x, :focal_y, :placeholder, :words, :source, :created_at, :created_by, :original_width, :original_height, :original_size)
RETURNING id
