-- in: name text, hash text, role text, created_at integer
INSERT INTO token (name, hash, role, created_at)
VALUES (:name, :hash, :role, :created_at)
ON CONFLICT DO NOTHING
