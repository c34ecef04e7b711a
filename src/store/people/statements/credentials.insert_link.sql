-- in: hash text, person integer, expires_at integer
INSERT INTO sign_in_link (hash, person, expires_at) VALUES (:hash, :person, :expires_at)
