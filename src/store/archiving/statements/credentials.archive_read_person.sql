-- Without what people sign in with.
-- in: after_number integer, limit integer
-- out: number integer, email text, name text, role text, disabled integer, created_at integer, last_seen_at integer
SELECT number, email, name, role, disabled, created_at, last_seen_at
FROM person
WHERE number > :after_number
ORDER BY number
LIMIT :limit
