-- in: email text
-- out: number integer, email text, name text, role text, disabled integer, has_password integer, has_factor integer
-- out: created_at integer, last_seen_at integer
-- out: password text
SELECT number, email, name, role, disabled, CASE WHEN password IS NULL THEN 0 ELSE 1 END AS has_password,
       CASE WHEN factor IS NULL THEN 0 ELSE 1 END AS has_factor, created_at, last_seen_at,
       password
FROM person WHERE email = :email
