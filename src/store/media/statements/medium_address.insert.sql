-- One that is taken stays whose it is.
-- in: hash text, medium integer
INSERT INTO medium_address (hash, medium_id)
VALUES (:hash, :medium)
ON CONFLICT (hash) DO NOTHING
