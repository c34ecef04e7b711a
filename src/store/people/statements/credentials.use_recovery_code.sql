-- in: hash text, person integer
DELETE FROM recovery_code WHERE hash = :hash AND person = :person
