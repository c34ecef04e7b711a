-- in: medium_id integer, hash text, content_type text, width integer, height integer, size integer
INSERT INTO rendition (medium_id, hash, content_type, width, height, size)
VALUES (:medium_id, :hash, :content_type, :width, :height, :size)
