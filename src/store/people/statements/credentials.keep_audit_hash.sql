-- in: hash text
UPDATE last_number SET audit_hash = :hash
