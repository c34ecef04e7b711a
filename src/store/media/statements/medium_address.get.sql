-- in: hash text
-- out: medium integer
SELECT medium_id
FROM medium_address
WHERE hash = :hash
