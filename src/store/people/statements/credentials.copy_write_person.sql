-- in: number integer, email text, name text, role text, disabled integer, password text, factor text, factor_step integer
-- in: created_at integer, last_seen_at integer, handle text
INSERT INTO person (number, email, name, role, disabled, password, factor, factor_step, created_at, last_seen_at, handle)
VALUES (:number, :email, :name, :role, :disabled, :password, :factor, :factor_step, :created_at, :last_seen_at, :handle)
ON CONFLICT DO NOTHING
