-- in: person integer, number integer
DELETE FROM session WHERE number = :number AND person = :person
