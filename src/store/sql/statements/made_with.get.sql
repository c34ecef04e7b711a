-- in: name text
-- out: value text
SELECT value FROM made_with WHERE name = :name
