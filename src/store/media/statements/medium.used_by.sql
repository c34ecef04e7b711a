-- How many stories name it, by its own hash or one that it has replaced.
-- in: id integer
-- out: stories integer
SELECT count(DISTINCT medium_use.story_id)
FROM medium_address
JOIN medium_use ON medium_use.hash = medium_address.hash
WHERE medium_address.medium_id = :id
