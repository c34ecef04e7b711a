-- in: key text, value text
INSERT INTO setting (key, value)
VALUES (:key, :value)
