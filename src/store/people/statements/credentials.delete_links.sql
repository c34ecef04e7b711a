-- in: person integer
DELETE FROM sign_in_link WHERE person = :person
