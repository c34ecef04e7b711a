-- The files of the media of `ids`.
-- in: ids text
-- out: medium integer, hash text, content_type text, width integer, height integer, size integer
SELECT rendition.medium_id, rendition.hash, rendition.content_type, rendition.width, rendition.height, rendition.size
FROM json_each(:ids) AS wanted
CROSS JOIN rendition ON rendition.medium_id = wanted.value
ORDER BY rendition.medium_id, rendition.content_type, rendition.width, rendition.hash
