-- in: id integer, after integer, limit integer
-- out: story integer
SELECT DISTINCT medium_use.story_id
FROM medium_address
JOIN medium_use ON medium_use.hash = medium_address.hash
WHERE medium_address.medium_id = :id AND medium_use.story_id > :after
ORDER BY medium_use.story_id
LIMIT :limit
