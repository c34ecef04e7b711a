-- out: name text, hash text, role text, created_at integer
SELECT name, hash, role, created_at FROM token ORDER BY name
