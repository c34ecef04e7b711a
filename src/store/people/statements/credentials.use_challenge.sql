-- in: hash text, expires_at integer
INSERT INTO used_challenge (hash, expires_at) VALUES (:hash, :expires_at) ON CONFLICT DO NOTHING
