-- out: medium integer, hash text, content_type text
SELECT medium_id, hash, content_type
FROM rendition
ORDER BY medium_id, hash
