-- in: name text, value text
INSERT INTO made_with (name, value)
VALUES (:name, :value)
