-- in: person integer
DELETE FROM recovery_code WHERE person = :person
