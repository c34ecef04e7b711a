-- The address goes to another medium of the same file, where there is one.
-- in: hash text
INSERT INTO medium_address (hash, medium_id)
SELECT hash, min(id)
FROM medium
WHERE hash = :hash
GROUP BY hash
ON CONFLICT (hash) DO NOTHING
