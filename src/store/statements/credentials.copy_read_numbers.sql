-- out: audit integer, audit_hash text, person integer, session integer
SELECT audit, audit_hash, person, session FROM last_number
