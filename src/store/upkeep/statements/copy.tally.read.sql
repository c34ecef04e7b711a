-- in: after_name text, limit integer
-- out: name text, stories integer
SELECT name, stories
FROM tally
WHERE name > :after_name
ORDER BY name
LIMIT :limit
