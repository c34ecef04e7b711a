-- in: medium integer
-- out: hash text, content_type text, width integer, height integer, size integer
SELECT hash, content_type, width, height, size
FROM rendition
WHERE medium_id = :medium
ORDER BY content_type, width, hash
