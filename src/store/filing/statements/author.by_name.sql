-- in: name text
-- out: slug text
SELECT slug FROM author WHERE name = :name ORDER BY id LIMIT 1
