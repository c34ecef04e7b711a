-- in: hash text, medium_id integer
INSERT INTO medium_address (hash, medium_id)
VALUES (:hash, :medium_id)
