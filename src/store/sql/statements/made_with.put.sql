-- in: name text, value text
INSERT INTO made_with (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
