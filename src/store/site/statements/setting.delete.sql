-- in: key text
DELETE FROM setting WHERE key = :key
