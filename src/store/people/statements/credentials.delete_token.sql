-- in: name text
DELETE FROM token WHERE name = :name
