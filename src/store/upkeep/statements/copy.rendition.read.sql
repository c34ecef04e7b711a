-- in: after_medium_id integer, after_hash text, limit integer
-- out: medium_id integer, hash text, content_type text, width integer, height integer, size integer
SELECT medium_id, hash, content_type, width, height, size
FROM rendition
WHERE (medium_id, hash) > (:after_medium_id, :after_hash)
ORDER BY medium_id, hash
LIMIT :limit
