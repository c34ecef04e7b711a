-- in: hash text, person integer
INSERT INTO recovery_code (hash, person) VALUES (:hash, :person)
ON CONFLICT DO NOTHING
