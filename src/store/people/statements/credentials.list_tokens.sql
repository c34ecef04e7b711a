-- out: name text, role text, created_at integer
SELECT name, role, created_at FROM token ORDER BY created_at, name
