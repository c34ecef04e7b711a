-- in: after_line integer, limit integer
-- out: line integer, audit integer, audit_hash text, person integer, session integer, passkey integer
SELECT 1 AS line, audit, audit_hash, person, session, passkey
FROM last_number
WHERE 1 > :after_line
LIMIT :limit
