-- in: line integer, audit integer, audit_hash text, person integer, session integer, passkey integer
UPDATE last_number
SET audit = :audit, audit_hash = :audit_hash, person = :person, session = :session, passkey = :passkey
WHERE :line = 1
