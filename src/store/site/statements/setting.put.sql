-- in: key text, value text
INSERT INTO setting (key, value)
VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
