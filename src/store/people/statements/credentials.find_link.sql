-- in: hash text
-- out: person integer, expires_at integer
SELECT person, expires_at FROM sign_in_link WHERE hash = :hash
