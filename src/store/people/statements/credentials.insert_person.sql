-- in: number integer, email text, name text, role text, created_at integer
INSERT INTO person (number, email, name, role, created_at)
VALUES (:number, :email, :name, :role, :created_at)
ON CONFLICT DO NOTHING
