-- in: person integer, number integer
DELETE FROM passkey WHERE person = :person AND number = :number
