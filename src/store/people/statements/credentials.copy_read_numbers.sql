-- out: audit integer, audit_hash text, person integer, session integer, passkey integer
SELECT audit, audit_hash, person, session, passkey FROM last_number
