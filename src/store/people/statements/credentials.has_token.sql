-- in: name text
-- out: name text
SELECT name FROM token WHERE name = :name
