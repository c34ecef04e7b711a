-- in: key text
-- out: value text
SELECT value FROM setting WHERE key = :key
