-- The files that a story uses and that are in the trash.
-- in: story integer
-- out: id integer
SELECT DISTINCT medium.id
FROM medium_use
JOIN medium_address ON medium_address.hash = medium_use.hash
JOIN medium ON medium.id = medium_address.medium_id
WHERE medium_use.story_id = :story AND medium.trash <> 0
