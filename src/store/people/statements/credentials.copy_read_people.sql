-- out: number integer, email text, name text, role text, disabled integer, password text, factor text, factor_step integer
-- out: created_at integer, last_seen_at integer, handle text
SELECT number, email, name, role, disabled, password, factor, factor_step, created_at, last_seen_at, handle FROM person ORDER BY number
