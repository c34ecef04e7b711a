-- in: name text
-- out: slug text
SELECT slug FROM topic WHERE name = :name ORDER BY id LIMIT 1
