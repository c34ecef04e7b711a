-- in: person integer
DELETE FROM passkey WHERE person = :person
