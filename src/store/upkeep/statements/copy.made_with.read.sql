-- in: after_name text, limit integer
-- out: name text, value text
SELECT name, value
FROM made_with
WHERE name > :after_name AND name NOT LIKE 'moving%'
ORDER BY name
LIMIT :limit
