-- in: person integer, number integer
-- out: name text
SELECT name FROM passkey WHERE person = :person AND number = :number
