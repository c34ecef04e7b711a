-- out: hash text, person integer
SELECT hash, person FROM recovery_code ORDER BY hash
