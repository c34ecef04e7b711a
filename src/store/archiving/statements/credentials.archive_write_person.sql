-- in: number integer, email text, name text, role text, disabled integer, created_at integer, last_seen_at integer
INSERT INTO person (number, email, name, role, disabled, created_at, last_seen_at)
VALUES (:number, :email, :name, :role, :disabled, :created_at, :last_seen_at)
