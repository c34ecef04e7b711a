-- in: hash text
-- out: name text, role text
SELECT name, role FROM token WHERE hash = :hash
