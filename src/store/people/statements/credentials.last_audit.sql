-- out: number integer, hash text
SELECT audit AS number, audit_hash AS hash FROM last_number
