-- The stories that name it, or show it at their place on the front page.
-- in: id integer, after integer, limit integer
-- out: story integer
SELECT medium_use.story_id
FROM medium_address
JOIN medium_use ON medium_use.hash = medium_address.hash
WHERE medium_address.medium_id = :id AND medium_use.story_id > :after
UNION
SELECT front_entry.story_id
FROM medium_address
JOIN front_entry ON front_entry.picture_hash = medium_address.hash
WHERE medium_address.medium_id = :id AND front_entry.story_id > :after
ORDER BY 1
LIMIT :limit
