-- in: key text
INSERT INTO challenge_key (key) VALUES (:key)
