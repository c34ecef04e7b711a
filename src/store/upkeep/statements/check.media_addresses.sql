-- Media that no story could name.
-- out: medium integer
SELECT medium.id
FROM medium
LEFT JOIN medium_address ON medium_address.hash = medium.hash
WHERE medium_address.hash IS NULL
ORDER BY medium.id
